package org.pathline.domain.pathway;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.domain.fact.Subject;

/**
 * A student's stays in schools with their ends made definite, in order of entry.
 *
 * <p>A stay without exit date lasts until the day before the student's next entry, at most to the
 * end of its school year, which is the school year of its entry date. One that ends on the day on
 * which another begins ends the day before: some systems export the first day after a stay as its
 * end, and nobody is in two schools on one day.
 */
final class EnrollmentSpells {
  private record Stay(SchoolEnrollment enrollment, int schoolYear, int grade, LocalDate end) {
    boolean hasLength() {
      return !enrollment.entryDate().equals(enrollment.exitDate());
    }

    boolean contains(LocalDate date) {
      return !date.isBefore(enrollment.entryDate()) && !date.isAfter(end);
    }

    long daysInSchoolYear() {
      LocalDate last = SchoolYear.end(schoolYear);
      LocalDate until = end.isAfter(last) ? last : end;
      return until.toEpochDay() - enrollment.entryDate().toEpochDay();
    }
  }

  private static final Comparator<SchoolEnrollment> BY_ENTRY =
      Comparator.comparing(SchoolEnrollment::entryDate)
          .thenComparing(SchoolEnrollment::schoolId)
          .thenComparing(SchoolEnrollment::districtId);

  private static final Comparator<Stay> LONGEST =
      Comparator.comparingLong(Stay::daysInSchoolYear)
          .reversed()
          .thenComparing(stay -> stay.enrollment.schoolId())
          .thenComparing(stay -> stay.enrollment.districtId())
          .thenComparing(stay -> stay.enrollment.entryDate());

  private final List<Stay> stays;

  EnrollmentSpells(List<SchoolEnrollment> enrollments) {
    List<SchoolEnrollment> ordered = new ArrayList<>(enrollments);
    ordered.sort(BY_ENTRY);
    stays = new ArrayList<>(ordered.size());
    for (int i = 0; i < ordered.size(); i++) {
      SchoolEnrollment enrollment = ordered.get(i);
      int schoolYear = SchoolYear.of(enrollment.entryDate());
      stays.add(
          new Stay(
              enrollment,
              schoolYear,
              GradeLevel.number(enrollment.gradeLevel()),
              end(ordered, i, schoolYear)));
    }
  }

  private static LocalDate end(List<SchoolEnrollment> ordered, int index, int schoolYear) {
    SchoolEnrollment enrollment = ordered.get(index);
    if (enrollment.exitDate() != null) {
      return isEntryOfAnother(ordered, index)
          ? enrollment.exitDate().minusDays(1)
          : enrollment.exitDate();
    }
    LocalDate end = SchoolYear.end(schoolYear);
    for (int i = index + 1; i < ordered.size(); i++) {
      LocalDate next = ordered.get(i).entryDate();
      if (next.isAfter(enrollment.entryDate())) {
        return next.isAfter(end) ? end : next.minusDays(1);
      }
    }
    return end;
  }

  /** Whether a stay of some length ends on the day on which a later one begins. */
  private static boolean isEntryOfAnother(List<SchoolEnrollment> ordered, int index) {
    SchoolEnrollment enrollment = ordered.get(index);
    for (int i = index + 1; i < ordered.size(); i++) {
      LocalDate entry = ordered.get(i).entryDate();
      if (entry.isAfter(enrollment.entryDate()) && entry.equals(enrollment.exitDate())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Anchor of the student: the first school year in the anchor grade, at the school enrolled in on
   * 1 October, else at the longest stay of that year (ties: smallest school id); null where there
   * is none. Stays of no length, which end on the day of their entry, count only where the grade
   * has no other.
   */
  Pathway.@Nullable Anchor anchor(Settings settings, Subject subject) {
    boolean anyLength = false;
    for (Stay stay : stays) {
      anyLength |= stay.grade == settings.anchorGrade() && stay.hasLength();
    }
    int firstYear = Integer.MAX_VALUE;
    for (Stay stay : stays) {
      if (mayAnchor(stay, settings, anyLength) && stay.schoolYear < firstYear) {
        firstYear = stay.schoolYear;
      }
    }
    if (firstYear == Integer.MAX_VALUE) {
      return null;
    }
    LocalDate countDay = SchoolYear.countDay(firstYear);
    Stay best = null;
    boolean bestOnCountDay = false;
    for (Stay stay : stays) {
      if (!mayAnchor(stay, settings, anyLength) || stay.schoolYear != firstYear) {
        continue;
      }
      boolean onCountDay = stay.contains(countDay);
      if (best == null
          || (onCountDay && !bestOnCountDay)
          || (onCountDay == bestOnCountDay && LONGEST.compare(stay, best) < 0)) {
        best = stay;
        bestOnCountDay = onCountDay;
      }
    }
    // The first year is that of a stay.
    SchoolEnrollment anchoring = Objects.requireNonNull(best).enrollment;
    return new Pathway.Anchor(
        anchoring.districtId(),
        anchoring.schoolId(),
        firstYear,
        subject,
        settings.expectedGraduationYear(firstYear));
  }

  private static boolean mayAnchor(Stay stay, Settings settings, boolean anyLength) {
    return stay.grade == settings.anchorGrade() && (stay.hasLength() || !anyLength);
  }

  /** Grade the student was in on a date, or {@link GradeLevel#NONE}. */
  int gradeOn(LocalDate date) {
    Stay within = null;
    Stay begun = null;
    Stay later = null;
    int schoolYear = SchoolYear.of(date);
    for (Stay stay : stays) {
      LocalDate entry = stay.enrollment.entryDate();
      if (stay.contains(date) && (within == null || entry.isAfter(within.enrollment.entryDate()))) {
        within = stay;
      }
      if (stay.schoolYear == schoolYear) {
        if (entry.isAfter(date)) {
          later = later == null ? stay : later;
        } else if (begun == null || entry.isAfter(begun.enrollment.entryDate())) {
          begun = stay;
        }
      }
    }
    Stay stay = within != null ? within : begun != null ? begun : later;
    return stay == null ? GradeLevel.NONE : stay.grade;
  }

  /**
   * Enrolment that says how a student's schooling stood at a date: the latest that began by then
   * (ties: the latest exit, then the greatest school id, then identity); null where there is none.
   */
  @Nullable SchoolEnrollment latestBy(LocalDate date) {
    SchoolEnrollment latest = null;
    for (Stay stay : stays) {
      SchoolEnrollment enrollment = stay.enrollment;
      if (enrollment.entryDate().isAfter(date)) {
        continue;
      }
      if (latest == null || isLater(enrollment, latest)) {
        latest = enrollment;
      }
    }
    return latest;
  }

  private static boolean isLater(SchoolEnrollment one, SchoolEnrollment two) {
    int order = one.entryDate().compareTo(two.entryDate());
    if (order == 0) {
      order = exit(one).compareTo(exit(two));
    }
    if (order == 0) {
      order = one.schoolId().compareTo(two.schoolId());
    }
    return (order != 0 ? order : FactOrder.BY_IDENTITY.compare(one, two)) >= 0;
  }

  private static LocalDate exit(SchoolEnrollment enrollment) {
    return enrollment.exitDate() == null ? LocalDate.MIN : enrollment.exitDate();
  }
}
