package org.pathline.publish;

import static org.pathline.domain.fact.DoubtRules.contradictFromYearToYear;
import static org.pathline.domain.fact.DoubtRules.contradictInOneYear;

import java.util.HashSet;
import java.util.Set;
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
  private @Nullable Doubted first;

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
      if (first == null && (isContradicted(key, after) || isContradicted(key - 1))) {
        first = doubted(stay, file, line);
      }
    }
  }

  private static Doubted doubted(SchoolEnrollment stay, String file, long line) {
    return new Doubted(
        Doubt.Kind.GRADES_CONTRADICTED, 0, file, line, DoubtRules.contradicted(stay));
  }

  private boolean isContradicted(long key) {
    long value = grades.get(key, NEVER);
    return (key & YEARS - 1) < YEARS - 1 && value != NEVER && isContradicted(key, value);
  }

  private boolean isContradicted(long key, long value) {
    long next = (key & YEARS - 1) == YEARS - 1 ? NEVER : grades.get(key + 1, NEVER);
    return contradictInOneYear(lowest(value), highest(value))
        || (next != NEVER
            && (contradictFromYearToYear(lowest(value), highest(next))
                || contradictFromYearToYear(highest(value), lowest(next))));
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

  /** Whether any grades contradict each other. */
  boolean anyContradicted() {
    return first != null;
  }

  /** Whether a student's grades contradict each other, by rows taken for facts of their own. */
  boolean isSuspected(String studentId) {
    long student = SeenIds.hash(0, studentId) & -YEARS;
    for (int year = 0; year < YEARS; year++) {
      if (isContradicted(student | year)) {
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
    return new Doubted(first.kind(), students.size(), first.file(), first.line(), first.first());
  }
}
