package org.pathline.domain.fact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A seat in a course section.
 *
 * <p>Null where absent: entryDate, exitDate.
 */
public record SectionEnrollment(
    Envelope envelope,
    String sectionId,
    String districtId,
    String schoolId,
    int schoolYear,
    String gradeLevel,
    String courseCode,
    CourseLevel courseLevel,
    @Nullable LocalDate entryDate,
    @Nullable LocalDate exitDate)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.SECTIONS;
  }

  @Override
  public String naturalKey() {
    return sectionId;
  }

  @Override
  public int compareNaturalKey(Fact other) {
    SectionEnrollment that = (SectionEnrollment) other;
    return sectionId.compareTo(that.sectionId());
  }
}
