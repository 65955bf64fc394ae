package org.pathline.simulate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.ExitType;

/**
 * One grade in one school year, in one school or, after a move within the year, in two.
 *
 * @param grade 0 (kindergarten) to 12
 * @param year calendar year in which the school year ends
 * @param second school after a move within the year, or null
 * @param moved first day in the second school, or null
 * @param exit last day of the year for the student
 * @param exitType how the attendance ended, or null where the student simply goes on
 */
record Attendance(
    int grade,
    int year,
    School school,
    @Nullable School second,
    LocalDate entry,
    @Nullable LocalDate moved,
    LocalDate exit,
    @Nullable ExitType exitType) {

  /** School on a day of this attendance. */
  School on(LocalDate day) {
    return second != null && moved != null && !day.isBefore(moved) ? second : school;
  }

  boolean covers(LocalDate day) {
    return !day.isBefore(entry) && !day.isAfter(exit);
  }

  /** 1 October, the day on which schools are counted. */
  LocalDate censusDay() {
    return LocalDate.of(year - 1, 10, 1);
  }
}
