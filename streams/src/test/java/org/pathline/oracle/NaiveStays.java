package org.pathline.oracle;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.SchoolEnrollment;

/** Where one student went to school, and when. */
final class NaiveStays {
  private static final Comparator<SchoolEnrollment> BY_ENTRY =
      Comparator.comparing(SchoolEnrollment::entryDate);
  private static final Comparator<SchoolEnrollment> BY_SCHOOL =
      Comparator.comparing(SchoolEnrollment::schoolId);

  /** Settles what the definitions leave open: two named facts of one school and entry date. */
  private static final Comparator<SchoolEnrollment> BY_IDENTITY =
      (one, two) -> FactOrder.BY_IDENTITY.compare((Fact) one, (Fact) two);

  private final List<SchoolEnrollment> stays;
  private final Set<Mistake> mistakes;

  NaiveStays(List<SchoolEnrollment> stays, Set<Mistake> mistakes) {
    this.stays = stays;
    this.mistakes = mistakes;
  }

  /** School year of a date. */
  static int schoolYear(LocalDate date) {
    return date.getMonthValue() < 7 ? date.getYear() : date.getYear() + 1;
  }

  /** Last day of a stay. */
  LocalDate end(SchoolEnrollment stay) {
    if (stay.exitDate() != null) {
      boolean elsewhereThatDay =
          stay.exitDate().isAfter(stay.entryDate())
              && stays.stream().anyMatch(other -> other.entryDate().equals(stay.exitDate()))
              && !mistakes.contains(Mistake.EXIT_DAY_COUNTS_TWICE);
      return elsewhereThatDay ? stay.exitDate().minusDays(1) : stay.exitDate();
    }
    LocalDate endOfYear = LocalDate.of(schoolYear(stay.entryDate()), 6, 30);
    return stays.stream()
        .map(SchoolEnrollment::entryDate)
        .filter(entry -> entry.isAfter(stay.entryDate()))
        .min(Comparator.naturalOrder())
        .map(next -> next.minusDays(1))
        .filter(day -> day.isBefore(endOfYear))
        .orElse(endOfYear);
  }

  private long length(SchoolEnrollment stay) {
    LocalDate endOfYear = LocalDate.of(schoolYear(stay.entryDate()), 6, 30);
    LocalDate end = end(stay).isAfter(endOfYear) ? endOfYear : end(stay);
    return ChronoUnit.DAYS.between(stay.entryDate(), end);
  }

  private boolean contains(SchoolEnrollment stay, LocalDate day) {
    return !stay.entryDate().isAfter(day) && !end(stay).isBefore(day);
  }

  /** The stay that anchors the student. */
  Optional<SchoolEnrollment> anchor(int anchorGrade) {
    List<SchoolEnrollment> everInGrade =
        stays.stream()
            .filter(
                stay -> Integer.valueOf(anchorGrade).equals(PrintedCodes.grade(stay.gradeLevel())))
            .toList();
    List<SchoolEnrollment> forAWhile =
        everInGrade.stream().filter(stay -> !stay.entryDate().equals(stay.exitDate())).toList();
    List<SchoolEnrollment> inGrade = forAWhile.isEmpty() ? everInGrade : forAWhile;
    if (inGrade.isEmpty()) {
      return Optional.empty();
    }
    var years = inGrade.stream().mapToInt(stay -> schoolYear(stay.entryDate())).summaryStatistics();
    int year =
        mistakes.contains(Mistake.LAST_TIME_IN_GRADE_ANCHORS) ? years.getMax() : years.getMin();
    List<SchoolEnrollment> ofYear =
        inGrade.stream().filter(stay -> schoolYear(stay.entryDate()) == year).toList();
    LocalDate countDay = LocalDate.of(year - 1, 10, 1);
    List<SchoolEnrollment> counted =
        ofYear.stream().filter(stay -> contains(stay, countDay)).toList();
    boolean all = counted.isEmpty() || mistakes.contains(Mistake.COUNT_DAY_IGNORED);
    return (all ? ofYear : counted)
        .stream()
            .min(
                Comparator.<SchoolEnrollment>comparingLong(stay -> -length(stay))
                    .thenComparing(BY_SCHOOL)
                    .thenComparing(SchoolEnrollment::districtId)
                    .thenComparing(BY_ENTRY)
                    .thenComparing(BY_IDENTITY));
  }

  /** Grade that the student was in on a day; null where unknown or ungraded. */
  Integer gradeOn(LocalDate day) {
    Optional<SchoolEnrollment> stay =
        stays.stream()
            .filter(each -> contains(each, day))
            .min(BY_ENTRY.reversed().thenComparing(BY_SCHOOL).thenComparing(BY_IDENTITY));
    List<SchoolEnrollment> ofYear =
        stays.stream().filter(each -> schoolYear(each.entryDate()) == schoolYear(day)).toList();
    if (stay.isEmpty()) {
      stay =
          ofYear.stream()
              .filter(each -> !each.entryDate().isAfter(day))
              .min(BY_ENTRY.reversed().thenComparing(BY_SCHOOL).thenComparing(BY_IDENTITY));
    }
    if (stay.isEmpty()) {
      stay = ofYear.stream().min(BY_ENTRY.thenComparing(BY_SCHOOL).thenComparing(BY_IDENTITY));
    }
    return stay.map(each -> PrintedCodes.grade(each.gradeLevel())).orElse(null);
  }

  /** The last stay that had begun by a day. */
  Optional<SchoolEnrollment> latestBegunBy(LocalDate day) {
    return stays.stream()
        .filter(stay -> !stay.entryDate().isAfter(day))
        .max(
            BY_ENTRY
                .thenComparing(
                    SchoolEnrollment::exitDate, Comparator.nullsFirst(Comparator.naturalOrder()))
                .thenComparing(BY_SCHOOL)
                .thenComparing(BY_IDENTITY));
  }
}
