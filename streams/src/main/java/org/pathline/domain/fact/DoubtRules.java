package org.pathline.domain.fact;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules that doubt facts without refusing them, for the publisher and the topologies alike. None
 * depends on a clock or on the order in which facts come.
 */
public final class DoubtRules {
  /**
   * School years between two grades that are compared; who was away for longer may go on anywhere.
   */
  public static final int MOST_YEARS_APART = 4;

  private static final int MOST_SKIPPED = 1;

  /** The highest mark of the scales from 1 to 4 and from 1 to 5. */
  private static final double MOST_UNLIKELY_MARK = 5;

  private static final Set<FactType> OF_SCHOOL =
      EnumSet.of(
          FactType.STUDENTS,
          FactType.ENROLLMENTS,
          FactType.SECTIONS,
          FactType.GRADES,
          FactType.ASSESSMENTS,
          FactType.GRADUATIONS,
          FactType.OUTSIDE_COURSES);

  private DoubtRules() {}

  /** What is doubtful in a fact taken for itself; null for nothing, and for a retraction. */
  public static @Nullable Doubt of(Fact fact) {
    if (fact.envelope().retracted()) {
      return null;
    }
    if (fact instanceof SchoolEnrollment stay) {
      return stay.entryDate().equals(stay.exitDate())
          ? new Doubt(
              Doubt.Kind.STAY_OF_NO_LENGTH,
              "exitDate",
              "the stay ends on " + stay.exitDate() + ", the day on which it begins")
          : null;
    }
    String code = courseCode(fact);
    return code == null || CourseArea.isKnown(code)
        ? null
        : new Doubt(
            Doubt.Kind.UNKNOWN_COURSE_AREA,
            "courseCode",
            "'" + code + "' begins with no subject area of SCED; is it a local code?");
  }

  /**
   * Whether a fact of a topic says who a student is or was in school, so that later records join
   * it.
   */
  public static boolean knowsStudent(FactType type) {
    return OF_SCHOOL.contains(type);
  }

  /** Doubts a student of whom nothing but later records is known: college, work or a search. */
  public static Doubt unjoined() {
    return new Doubt(Doubt.Kind.UNJOINED_ID, "studentId", "nothing else is known of this student");
  }

  /** Doubts a stay that other stays of its student contradict. */
  public static Doubt contradicted(SchoolEnrollment stay) {
    return new Doubt(
        Doubt.Kind.GRADES_CONTRADICTED,
        "gradeLevel",
        "'"
            + stay.gradeLevel()
            + "' in "
            + SchoolYear.of(stay.entryDate())
            + " fits no other stay of '"
            + stay.envelope().studentId()
            + "' in that school year or next to it");
  }

  /**
   * What is doubtful in the mark of a grade; null for nothing. Marks of 1 to 4 or to 5 are printed
   * by many schools, and marks of so few percent by hardly any.
   */
  public static @Nullable Doubt ofMark(CourseGrade grade) {
    String mark = grade.mark();
    if (mark.isEmpty()
        || mark.charAt(0) > '5'
        || (mark.length() > 1 && mark.charAt(1) != '.')
        || grade.envelope().retracted()
        || saysItFails(grade.gradePoints())
        || saysItFails(grade.creditsEarned())
        || !Mark.isNumber(mark)) {
      return null;
    }
    double number = Double.parseDouble(mark);
    return number > 0 && number <= MOST_UNLIKELY_MARK
        ? new Doubt(
            Doubt.Kind.UNLIKELY_MARK,
            "mark",
            "'" + mark + "' is " + mark + " of 100, which fails; is it on another scale?")
        : null;
  }

  private static boolean saysItFails(@Nullable Double pointsOrCredit) {
    return pointsOrCredit != null && pointsOrCredit == 0;
  }

  private static @Nullable String courseCode(Fact fact) {
    if (fact instanceof SectionEnrollment seat) {
      return seat.courseCode();
    }
    if (fact instanceof CourseGrade grade) {
      return grade.courseCode();
    }
    return fact instanceof OutsideCourse course ? course.courseCode() : null;
  }

  /** Whether no student is in both grades in one school year: neither is next to the other. */
  public static boolean contradictInOneYear(int grade, int other) {
    return Math.abs(grade - other) > MOST_SKIPPED;
  }

  /**
   * Whether no student is in one grade and in the other some school years later: more than one
   * grade back, or more than one skipped in each of them.
   *
   * @param years from the one to the next of which anything is known, at least 1
   */
  public static boolean contradictFromYearToYear(int grade, int later, int years) {
    return later < grade - MOST_SKIPPED || later > grade + years * (1 + MOST_SKIPPED);
  }

  /**
   * An id without what systems add and lose: without zeros before it and marks after it, in lower
   * case. Two ids of one kind with the same stem are mostly one.
   */
  public static String stem(String id) {
    int end = id.length();
    while (end > 0 && !Character.isLetterOrDigit(id.charAt(end - 1))) {
      end--;
    }
    int begin = 0;
    while (begin < end - 1 && id.charAt(begin) == '0') {
      begin++;
    }
    return end == 0 ? id : id.substring(begin, end).toLowerCase(Locale.ROOT);
  }
}
