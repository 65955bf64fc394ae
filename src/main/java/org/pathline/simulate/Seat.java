package org.pathline.simulate;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseLevel;

/**
 * A student's seat in a course of one school year.
 *
 * @param percentile latest mathematics percentile when the rosters are made
 * @param fall mark of the first half year; null where none was given
 * @param spring mark of the second half year; null where none was given
 * @param whole mark of the whole year; null where none was given
 */
record Seat(
    Life life,
    Person person,
    Attendance when,
    School school,
    String courseCode,
    CourseLevel level,
    @Nullable LocalDate entry,
    @Nullable LocalDate exit,
    double percentile,
    @Nullable String fall,
    @Nullable String spring,
    @Nullable String whole) {

  int year() {
    return when.year();
  }

  int grade() {
    return when.grade();
  }

  /** What seats of one course in one school, year and grade have in common. */
  String course() {
    return school.id() + "." + year() + "." + SchoolYears.level(grade()) + "." + courseCode + level;
  }
}
