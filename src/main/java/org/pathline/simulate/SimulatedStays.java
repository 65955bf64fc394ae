package org.pathline.simulate;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.pathline.domain.fact.SchoolEnrollment;

/** Where a student was on a day, read from the enrolments. */
final class SimulatedStays {
  private SimulatedStays() {}

  /** Year in which the school year of a day ends; July begins a new one. */
  static int schoolYear(LocalDate day) {
    return day.getMonthValue() >= 7 ? day.getYear() + 1 : day.getYear();
  }

  /** Last day of a stay: as recorded, else the day before the next entry or 30 June. */
  static LocalDate end(List<SchoolEnrollment> all, SchoolEnrollment stay) {
    if (stay.exitDate() != null) {
      return stay.exitDate();
    }
    LocalDate end = LocalDate.of(schoolYear(stay.entryDate()), 6, 30);
    for (SchoolEnrollment other : all) {
      LocalDate before = other.entryDate().minusDays(1);
      if (other.entryDate().isAfter(stay.entryDate()) && before.isBefore(end)) {
        end = before;
      }
    }
    return end;
  }

  static boolean contains(List<SchoolEnrollment> all, SchoolEnrollment stay, LocalDate day) {
    return !day.isBefore(stay.entryDate()) && !day.isAfter(end(all, stay));
  }

  /** Days from entry to the end of the stay, which counts to 30 June at most. */
  static long days(List<SchoolEnrollment> all, SchoolEnrollment stay) {
    LocalDate june = LocalDate.of(schoolYear(stay.entryDate()), 6, 30);
    LocalDate end = end(all, stay);
    return ChronoUnit.DAYS.between(stay.entryDate(), end.isAfter(june) ? june : end);
  }

  /** Grade that the student was in on a day, or -1 where none is known. */
  static int gradeOn(List<SchoolEnrollment> all, LocalDate day) {
    SchoolEnrollment within = null;
    SchoolEnrollment before = null;
    SchoolEnrollment after = null;
    for (SchoolEnrollment stay : all) {
      if (contains(all, stay, day)
          && (within == null || stay.entryDate().isAfter(within.entryDate()))) {
        within = stay;
      }
      if (schoolYear(stay.entryDate()) != schoolYear(day)) {
        continue;
      }
      if (!stay.entryDate().isAfter(day)) {
        if (before == null || stay.entryDate().isAfter(before.entryDate())) {
          before = stay;
        }
      } else if (after == null || stay.entryDate().isBefore(after.entryDate())) {
        after = stay;
      }
    }
    SchoolEnrollment found = within != null ? within : before != null ? before : after;
    return found == null ? -1 : number(found.gradeLevel());
  }

  /** Number of a grade level; kindergarten is 0. */
  static int number(String gradeLevel) {
    return gradeLevel.equals("KG") ? 0 : Integer.parseInt(gradeLevel);
  }
}
