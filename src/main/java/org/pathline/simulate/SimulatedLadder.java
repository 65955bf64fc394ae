package org.pathline.simulate;

import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.OutsideCourse;
import org.pathline.domain.fact.PaidBy;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.fact.SectionEnrollment;

/** The mathematics courses that a student passed, by grade and rung, and where they were taken. */
final class SimulatedLadder {
  private static final int IN_SCHOOL = 0;
  private static final List<String> CHANNELS =
      List.of("SCHOOL", "OUTSIDE_PUBLIC", "OUTSIDE_FAMILY");

  private record Passed(int grade, int rung, int channel) {}

  private final List<Passed> passed = new ArrayList<>();
  private int firstGrade = Integer.MAX_VALUE;
  private int lastGrade = -1;

  private SimulatedLadder() {}

  static SimulatedLadder of(Life life) {
    SimulatedLadder ladder = new SimulatedLadder();
    for (SchoolEnrollment stay : life.enrollments) {
      ladder.seenIn(SimulatedStays.number(stay.gradeLevel()));
    }
    for (SectionEnrollment section : life.sections) {
      ladder.seenIn(SimulatedStays.number(section.gradeLevel()));
    }
    for (CourseGrade grade : life.grades) {
      int level = SimulatedStays.number(grade.gradeLevel());
      ladder.seenIn(level);
      if (Marks.passes(grade.mark())) {
        ladder.add(level, grade.courseCode(), IN_SCHOOL);
      }
    }
    for (OutsideCourse course : life.outsideCourses) {
      int grade = SimulatedStays.gradeOn(life.enrollments, course.completionDate());
      if (course.passed() && grade >= 0) {
        ladder.add(
            grade,
            course.courseCode(),
            course.paidBy() == PaidBy.SCHOOL
                ? IN_SCHOOL
                : course.paidBy() == PaidBy.PUBLIC ? 1 : 2);
      }
    }
    return ladder;
  }

  private void seenIn(int grade) {
    firstGrade = Math.min(firstGrade, Math.max(1, grade));
    lastGrade = Math.max(lastGrade, grade);
  }

  private void add(int grade, String courseCode, int channel) {
    int rung = rung(courseCode);
    if (rung >= 0) {
      passed.add(new Passed(grade, rung, channel));
    }
  }

  /** Rung of the courses that simulated schools teach; -1 for those that are on none. */
  private static int rung(String courseCode) {
    return switch (courseCode) {
      case "02036", "02037", "02038", "02051" -> 0;
      case "02052" -> 1;
      case "02072" -> 2;
      case "02056" -> 3;
      case "02201" -> 4;
      case "02110" -> 5;
      case "02124", "02125" -> 6;
      default -> -1;
    };
  }

  boolean passed(int rung, int byGrade) {
    return passed.stream().anyMatch(course -> course.rung >= rung && course.grade <= byGrade);
  }

  /** Channel of the first acceleration: where the courses that first led ahead were taken. */
  String channel() {
    for (int grade = firstGrade; grade <= lastGrade; grade++) {
      int onGrade = Math.max(0, grade - 8);
      if (!passed(onGrade + 1, grade)) {
        continue;
      }
      int best = bestChannel(grade, onGrade);
      // Led ahead by something older than the first grade on record: the oldest of it counts.
      for (int earlier = 0; best < 0 && earlier < grade; earlier++) {
        best = bestChannel(earlier, onGrade);
      }
      return CHANNELS.get(best);
    }
    return "NONE";
  }

  private int bestChannel(int grade, int onGrade) {
    int best = -1;
    for (Passed course : passed) {
      if (course.grade == grade && course.rung > onGrade && (best < 0 || course.channel < best)) {
        best = course.channel;
      }
    }
    return best;
  }
}
