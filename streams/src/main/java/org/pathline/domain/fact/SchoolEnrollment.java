package org.pathline.domain.fact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A stay in one school at one grade level; the exit date is its last day.
 *
 * <p>Null where absent: exitDate, exitType.
 */
public record SchoolEnrollment(
    Envelope envelope,
    String districtId,
    String schoolId,
    String gradeLevel,
    LocalDate entryDate,
    @Nullable LocalDate exitDate,
    @Nullable ExitType exitType)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.ENROLLMENTS;
  }

  @Override
  public String naturalKey() {
    return schoolId + "|" + entryDate;
  }

  @Override
  public int compareNaturalKey(Fact other) {
    SchoolEnrollment that = (SchoolEnrollment) other;
    int order = schoolId.compareTo(that.schoolId());
    return order != 0 ? order : entryDate.compareTo(that.entryDate());
  }
}
