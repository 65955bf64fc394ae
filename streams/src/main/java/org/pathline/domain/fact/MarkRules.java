package org.pathline.domain.fact;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation.Reason;

/** Rules on what the mark, the points and the credits of one grade say of each other. */
final class MarkRules {
  private MarkRules() {}

  /**
   * Published points of a passing mark are above 0, those of another mark are 0; and a number below
   * the passing mark earns no credit. Where it does, the mark is on another scale than 0 to 100.
   */
  static @Nullable Violation contradiction(CourseGrade grade) {
    Double points = grade.gradePoints();
    Double earned = grade.creditsEarned();
    boolean earns = earned != null && earned > 0 && grade.mark().charAt(0) <= '9';
    if (points == null && !earns) {
      return null;
    }
    Mark mark = Mark.of(grade.mark());
    if (points != null && mark.passes() != (points > 0)) {
      return new Violation(
          Reason.MARK_CONTRADICTED,
          "gradePoints",
          points + " contradicts the mark '" + grade.mark() + "', " + meaning(grade, mark));
    }
    if (earns && !mark.passes() && Mark.isNumber(grade.mark())) {
      return new Violation(
          Reason.MARK_CONTRADICTED,
          "creditsEarned",
          earned + " contradicts the mark '" + grade.mark() + "', " + meaning(grade, mark));
    }
    return null;
  }

  private static String meaning(CourseGrade grade, Mark mark) {
    if (mark.passes()) {
      return "which passes";
    }
    return Mark.isNumber(grade.mark())
        ? "which fails on the scale from 0 to 100; is it on another scale?"
        : "which does not pass";
  }
}
