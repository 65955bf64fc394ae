package org.pathline.domain.fact;

import java.time.LocalDate;

/** A high-school credential. */
public record Graduation(
    Envelope envelope,
    String credential,
    String schoolId,
    LocalDate graduationDate,
    DiplomaType diplomaType)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.GRADUATIONS;
  }

  @Override
  public String naturalKey() {
    return credential + "|" + schoolId;
  }

  @Override
  public int compareNaturalKey(Fact other) {
    Graduation that = (Graduation) other;
    int order = credential.compareTo(that.credential());
    return order != 0 ? order : schoolId.compareTo(that.schoolId());
  }
}
