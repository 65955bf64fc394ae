package org.pathline.domain.fact;

import org.jspecify.annotations.Nullable;

/**
 * How a school or a whole district places students; the envelope's student id holds the policy id.
 *
 * <p>Null where absent: schoolId, effectiveTo.
 */
public record ClassroomPolicy(
    Envelope envelope,
    String districtId,
    @Nullable String schoolId,
    Subject subject,
    String gradeFrom,
    String gradeTo,
    Regime regime,
    Acceleration acceleration,
    int effectiveFrom,
    @Nullable Integer effectiveTo,
    String reference)
    implements Fact {

  /** Whether the policy is about the whole district: it names no school. */
  public boolean isOfDistrict() {
    return schoolId == null || schoolId.isEmpty();
  }

  @Override
  public FactType type() {
    return FactType.POLICIES;
  }

  @Override
  public String naturalKey() {
    return envelope.studentId();
  }

  @Override
  public int compareNaturalKey(Fact other) {
    return 0;
  }
}
