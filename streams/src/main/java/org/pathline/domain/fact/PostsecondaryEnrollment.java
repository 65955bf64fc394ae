package org.pathline.domain.fact;

import java.time.LocalDate;
import java.util.List;

/** One term at a postsecondary institution; CIP codes are kept as they were sent. */
public record PostsecondaryEnrollment(
    Envelope envelope,
    String institutionId,
    LocalDate termBegin,
    LocalDate termEnd,
    EnrollmentStatus status,
    List<String> cipCodes,
    PostsecondaryLevel level)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.POSTSECONDARY;
  }

  @Override
  public String naturalKey() {
    return institutionId + "|" + termBegin;
  }

  @Override
  public int compareNaturalKey(Fact other) {
    PostsecondaryEnrollment that = (PostsecondaryEnrollment) other;
    int order = institutionId.compareTo(that.institutionId());
    return order != 0 ? order : termBegin.compareTo(that.termBegin());
  }
}
