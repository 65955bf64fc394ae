package org.pathline.domain.fact;

/** Who a student is. */
public record StudentRecord(
    Envelope envelope,
    RaceEthnicity raceEthnicity,
    Sex sex,
    Indicator economicallyDisadvantaged,
    Indicator englishLearner)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.STUDENTS;
  }

  @Override
  public String naturalKey() {
    return "";
  }

  @Override
  public int compareNaturalKey(Fact other) {
    return 0;
  }
}
