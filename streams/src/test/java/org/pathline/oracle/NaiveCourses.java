package org.pathline.oracle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/** Mathematics courses of one student. */
final class NaiveCourses {
  private static final List<String> PREFERENCE =
      List.of("SCHOOL", "OUTSIDE_PUBLIC", "OUTSIDE_FAMILY");

  /** A passed course on the ladder; the date of a course in school is its year's last day. */
  record Passed(int grade, int rung, String channel, LocalDate date, Fact fact) {}

  private final List<CourseGrade> grades;
  private final List<SectionEnrollment> sections;
  private final List<SchoolEnrollment> enrollments;
  private final List<Passed> passed = new ArrayList<>();
  private final Set<Mistake> mistakes;

  NaiveCourses(Standing standing, Map<String, Integer> ladder, NaiveStays stays) {
    grades = standing.all(CourseGrade.class);
    sections = standing.all(SectionEnrollment.class);
    enrollments = standing.all(SchoolEnrollment.class);
    mistakes = standing.mistakes();
    for (CourseGrade grade : grades) {
      Integer level = PrintedCodes.grade(grade.gradeLevel());
      Integer rung = ladder.get(PrintedCodes.secondary(grade.courseCode()));
      if (level != null && rung != null && passes(grade)) {
        LocalDate date = LocalDate.of(grade.schoolYear(), 6, 30);
        passed.add(new Passed(level, rung, "SCHOOL", date, grade));
      }
    }
    if (standing.mistakes().contains(Mistake.OUTSIDE_COURSES_IGNORED)) {
      return;
    }
    for (OutsideCourse course : standing.all(OutsideCourse.class)) {
      Integer level = stays.gradeOn(course.completionDate());
      Integer rung = ladder.get(PrintedCodes.secondary(course.courseCode()));
      if (level != null && rung != null && course.passed()) {
        String channel =
            switch (course.paidBy()) {
              case SCHOOL -> "SCHOOL";
              case PUBLIC -> "OUTSIDE_PUBLIC";
              case FAMILY, UNKNOWN -> "OUTSIDE_FAMILY";
            };
        passed.add(new Passed(level, rung, channel, course.completionDate(), course));
      }
    }
  }

  private List<CourseGrade> ofSection(CourseGrade grade) {
    return grades.stream()
        .filter(each -> each.sectionId().equals(grade.sectionId()))
        .filter(each -> each.schoolYear() == grade.schoolYear())
        .toList();
  }

  /** Whether no coarser term of the section has a mark. */
  private boolean decides(CourseGrade grade) {
    int coarseness = PrintedCodes.coarseness(grade.term());
    return mistakes.contains(Mistake.QUARTERS_COUNT_BESIDE_THE_YEAR)
        || ofSection(grade).stream()
            .noneMatch(other -> PrintedCodes.coarseness(other.term()) < coarseness);
  }

  private boolean passes(CourseGrade grade) {
    if (!decides(grade)) {
      return false;
    }
    List<CourseGrade> all = ofSection(grade);
    boolean attempted =
        all.stream().anyMatch(g -> g.creditsAttempted() != null && g.creditsAttempted() > 0);
    boolean deciderSpeaks =
        all.stream().filter(this::decides).anyMatch(g -> g.creditsEarned() != null);
    boolean anyEarned = all.stream().anyMatch(NaiveCourses::earns);
    if (attempted && deciderSpeaks) {
      return earns(grade);
    }
    return (attempted && anyEarned) || PrintedCodes.passes(grade.mark());
  }

  private static boolean earns(CourseGrade grade) {
    return grade.creditsEarned() != null && grade.creditsEarned() > 0;
  }

  /** Courses of at least a rung, passed in a grade or before it. */
  List<Passed> passedBy(int rung, int grade) {
    return passed.stream().filter(each -> each.rung() >= rung && each.grade() <= grade).toList();
  }

  private static int onGrade(int grade) {
    return Math.max(0, grade - 8);
  }

  /** Pace in each grade from 1 to 12 between the first and the last that the facts name. */
  SortedMap<Integer, String> pace() {
    List<Integer> levels =
        Stream.of(
                enrollments.stream().map(SchoolEnrollment::gradeLevel),
                grades.stream().map(CourseGrade::gradeLevel),
                sections.stream().map(SectionEnrollment::gradeLevel))
            .flatMap(each -> each)
            .map(PrintedCodes::grade)
            .filter(Objects::nonNull)
            .sorted()
            .toList();
    SortedMap<Integer, String> pace = new TreeMap<>();
    if (levels.isEmpty()) {
      return pace;
    }
    for (int grade = 1; grade <= 12; grade++) {
      if (grade >= levels.get(0) && grade <= levels.get(levels.size() - 1)) {
        int rung = passedBy(0, grade).stream().mapToInt(Passed::rung).max().orElse(0);
        int difference = Integer.compare(rung, onGrade(grade));
        pace.put(grade, List.of("BEHIND", "ON_GRADE", "AHEAD").get(difference + 1));
      }
    }
    return pace;
  }

  /** First grade with the pace AHEAD; null where there is none. */
  Integer firstAheadGrade() {
    return pace().entrySet().stream()
        .filter(entry -> entry.getValue().equals("AHEAD"))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElse(null);
  }

  /** Channel of the first acceleration. */
  String channel() {
    Integer grade = firstAheadGrade();
    if (grade == null) {
      return "NONE";
    }
    // Faster courses before that grade can only be those of kindergarten, where pace is not told.
    return passedBy(onGrade(grade) + 1, grade).stream()
        .min(
            Comparator.comparingInt(Passed::grade)
                .thenComparingInt(each -> PREFERENCE.indexOf(each.channel())))
        .orElseThrow()
        .channel();
  }

  /** Whether some mathematics from a grade to grade 12 was enriched, honors or college level. */
  boolean advancedFrom(int grade) {
    return sections.stream()
            .anyMatch(s -> advanced(s.courseCode(), s.courseLevel(), s.gradeLevel(), grade))
        || grades.stream()
            .anyMatch(g -> advanced(g.courseCode(), g.courseLevel(), g.gradeLevel(), grade));
  }

  private static boolean advanced(String code, CourseLevel level, String gradeLevel, int from) {
    return PrintedCodes.secondary(code).startsWith("02")
        && List.of("E", "H", "C").contains(level.name())
        && between(gradeLevel, from, 12);
  }

  private static boolean between(String gradeLevel, int from, int to) {
    Integer grade = PrintedCodes.grade(gradeLevel);
    return grade != null && grade >= from && grade <= to;
  }

  /** Mean points in mathematics from a grade to two grades later; null where there are none. */
  BigDecimal gradePointsFrom(int grade) {
    List<BigDecimal> points =
        grades.stream()
            .filter(each -> PrintedCodes.secondary(each.courseCode()).startsWith("02"))
            .filter(this::decides)
            .filter(each -> between(each.gradeLevel(), grade, grade + 2))
            .map(
                each ->
                    each.gradePoints() != null
                        ? new BigDecimal(each.gradePoints())
                        : PrintedCodes.points(each.mark()))
            .filter(Objects::nonNull)
            .map(each -> each.setScale(9, RoundingMode.HALF_EVEN))
            .toList();
    return points.isEmpty()
        ? null
        : points.stream()
            .reduce(BigDecimal.ZERO, BigDecimal::add)
            .divide(BigDecimal.valueOf(points.size()), 9, RoundingMode.HALF_EVEN);
  }
}
