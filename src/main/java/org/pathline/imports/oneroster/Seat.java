package org.pathline.imports.oneroster;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.imports.oneroster.Rooms.Room;

/**
 * A student's enrolment in a class, with what it refers to.
 *
 * @param student number of the user
 * @param room number of the class
 * @param school org of the school, as the bundle names it
 * @param schoolYear the year in which it ends
 * @param begin first day; null where it says none
 * @param end last day; null where it says none
 * @param deleted whether it, or its class, is withdrawn
 */
record Seat(
    int student,
    int room,
    Room of,
    String school,
    int schoolYear,
    @Nullable LocalDate begin,
    @Nullable LocalDate end,
    boolean deleted) {
  /**
   * First day of the stay in the school to which it belongs: nobody sits in a class before its
   * school year, though many are enrolled before. Null where it is not known.
   */
  @Nullable LocalDate beginOfStay() {
    return begin == null || SchoolYear.of(begin) < schoolYear ? of.begin() : begin;
  }

  /** Whether all its days are before the school year of its class, or all after it. */
  boolean isContradicted() {
    int first = begin == null ? schoolYear : SchoolYear.of(begin);
    int last = end == null ? Math.max(first, schoolYear) : SchoolYear.of(end);
    return first > schoolYear || last < schoolYear;
  }
}
