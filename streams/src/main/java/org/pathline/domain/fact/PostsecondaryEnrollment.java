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

  /** End of a term that has not ended yet: no other term can end on that day. */
  public static final LocalDate NOT_ENDED = Bounds.LATEST_DATE;

  private static final int MONTHS_OF_A_TERM = 6;

  /**
   * Last day of the term. One that has not ended lasts six months: longer than a semester, and too
   * short to stand for the years after it where its end is never published.
   */
  public LocalDate lastDay() {
    return termEnd.equals(NOT_ENDED) ? termBegin.plusMonths(MONTHS_OF_A_TERM) : termEnd;
  }

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
