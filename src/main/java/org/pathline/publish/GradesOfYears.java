package org.pathline.publish;

import static org.pathline.domain.fact.DoubtRules.contradictFromYearToYear;
import static org.pathline.domain.fact.DoubtRules.contradictInOneYear;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Doubt;
import org.pathline.domain.fact.DoubtRules;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SchoolYear;

/** The lowest and the highest grade of each student in each school year of one delivery. */
final class GradesOfYears {
  private static final int FIRST_YEAR = 1950;
  private static final int YEARS = 256;
  private static final int NEVER = -1;

  /** Grades from PK, which is -1, as numbers that are not negative. */
  private static final int SHIFT = 1;

  private final SeenIds grades = new SeenIds();
  private final Predicate<String> mayBe;
  private @Nullable Doubted first;

  GradesOfYears() {
    this(studentId -> true);
  }

  private GradesOfYears(Predicate<String> mayBe) {
    this.mayBe = mayBe;
  }

  /** Begins anew, to take the same stays again: only what does contradict is the first then. */
  GradesOfYears again() {
    return new GradesOfYears(studentId -> any(studentId, this::isContradicted));
  }

  void add(SchoolEnrollment stay, String file, long line) {
    int grade = GradeLevel.number(stay.gradeLevel());
    int year = SchoolYear.of(stay.entryDate()) - FIRST_YEAR;
    if (grade == GradeLevel.NONE || year < 0 || year >= YEARS) {
      return;
    }
    long key = SeenIds.hash(0, stay.envelope().studentId()) & -YEARS | year;
    int shifted = grade + SHIFT;
    long before = grades.get(key, NEVER);
    long after =
        before == NEVER
            ? of(shifted, shifted)
            : of(Math.min(lowest(before), shifted), Math.max(highest(before), shifted));
    if (after != before) {
      grades.put(key, after);
      if (first == null
          && mayBeContradicted(key, after)
          && mayBe.test(stay.envelope().studentId())) {
        first = doubted(stay, file, line);
      }
    }
  }

  private static Doubted doubted(SchoolEnrollment stay, String file, long line) {
    return new Doubted(
        Doubt.Kind.GRADES_CONTRADICTED, 0, file, line, DoubtRules.contradicted(stay));
  }

  /** Whether grades of any year near one contradict those of the year. */
  private boolean mayBeContradicted(long key, long value) {
    if (contradictInOneYear(lowest(value), highest(value))) {
      return true;
    }
    for (int years = 1; years <= DoubtRules.MOST_YEARS_APART; years++) {
      if (contradict(value, at(key, years), years) || contradict(at(key, -years), value, years)) {
        return true;
      }
    }
    return false;
  }

  /** Whether grades of a year contradict each other, or those of the next of which any is known. */
  private boolean isContradicted(long key, long value) {
    if (contradictInOneYear(lowest(value), highest(value))) {
      return true;
    }
    for (int years = 1; years <= DoubtRules.MOST_YEARS_APART; years++) {
      long next = at(key, years);
      if (next != NEVER) {
        return contradict(value, next, years);
      }
    }
    return false;
  }

  private static boolean contradict(long one, long later, int years) {
    return one != NEVER
        && later != NEVER
        && (contradictFromYearToYear(lowest(one), highest(later), years)
            || contradictFromYearToYear(highest(one), lowest(later), years));
  }

  /** Grades of a student some years after a year, or before it. */
  private long at(long key, int years) {
    int year = ((int) key & YEARS - 1) + years;
    return year < 0 || year >= YEARS ? NEVER : grades.get(key + years, NEVER);
  }

  private static long of(int lowest, int highest) {
    return lowest << 8 | highest;
  }

  private static int lowest(long value) {
    return (int) value >> 8;
  }

  private static int highest(long value) {
    return (int) value & 0xFF;
  }

  /** Whether any grades may contradict each other. */
  boolean anySuspected() {
    return first != null;
  }

  /**
   * Whether a student's grades may contradict each other, by rows taken for facts of their own: of
   * years that are near to each other, whatever is known of those between.
   */
  boolean isSuspected(String studentId) {
    return any(studentId, this::mayBeContradicted);
  }

  private interface OfYear {
    boolean test(long key, long value);
  }

  private boolean any(String studentId, OfYear contradicted) {
    long student = SeenIds.hash(0, studentId) & -YEARS;
    for (int year = 0; year < YEARS; year++) {
      long value = grades.get(student | year, NEVER);
      if (value != NEVER && contradicted.test(student | year, value)) {
        return true;
      }
    }
    return false;
  }

  /** Students whose grades contradict each other; null where there is none. */
  @Nullable Doubted found() {
    if (first == null) {
      return null;
    }
    Set<Long> students = new HashSet<>();
    grades.forEach(
        (key, value) -> {
          if (isContradicted(key, value)) {
            students.add(key & -YEARS);
          }
        });
    return students.isEmpty()
        ? null
        : new Doubted(first.kind(), students.size(), first.file(), first.line(), first.first());
  }
}
