package org.pathline.domain.fact;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation.Reason;

/** Rules on dates of one fact that must agree with each other and with its school year. */
final class DateRules {
  private DateRules() {}

  /**
   * A seat has days in the school year that it names. Where one of its dates is absent, it is taken
   * to begin or end with the school year of the other.
   */
  static @Nullable Violation seat(SectionEnrollment seat) {
    LocalDate entry = seat.entryDate();
    LocalDate exit = seat.exitDate();
    LocalDate begin = entry != null ? entry : exit;
    LocalDate end = exit != null ? exit : entry;
    if (begin == null || end == null) {
      return null;
    }
    int first = SchoolYear.of(begin);
    int last = SchoolYear.of(end);
    return seat.schoolYear() >= first && seat.schoolYear() <= last
        ? null
        : new Violation(
            Reason.SCHOOL_YEAR_CONTRADICTED,
            "schoolYear",
            seat.schoolYear()
                + " is July "
                + (seat.schoolYear() - 1)
                + " to June "
                + seat.schoolYear()
                + ", but "
                + days(entry, exit));
  }

  private static String days(@Nullable LocalDate entry, @Nullable LocalDate exit) {
    String first = entry == null ? "" : "entryDate is " + entry;
    String last = exit == null ? "" : "exitDate is " + exit;
    return first + (first.isEmpty() || last.isEmpty() ? "" : " and ") + last;
  }

  /**
   * A stay of one grade ends before the next school year counts its students. One that goes on
   * carries the entry date of an earlier stay; it may end in the summer, and late.
   */
  static @Nullable Violation stay(SchoolEnrollment stay) {
    if (stay.exitDate() == null) {
      return null;
    }
    int year = SchoolYear.of(stay.entryDate());
    LocalDate counted = SchoolYear.countDay(year + 1);
    return stay.exitDate().isBefore(counted)
        ? null
        : new Violation(
            Reason.STAY_OVER_SCHOOL_YEARS,
            "exitDate",
            stay.exitDate()
                + " is in a later school year than entryDate "
                + stay.entryDate()
                + "; publish a stay for each school year and grade");
  }
}
