package org.pathline.serve;

import java.util.List;
import org.pathline.events.GradePace;
import org.pathline.events.OutcomeName;
import org.pathline.events.OutcomeStatus;
import org.pathline.events.Pathway;

/**
 * How one student went from grade to grade, and from school to college and work: one state for each
 * stage.
 *
 * @param states in the order of {@link #STAGES}
 */
record Course(List<String> states) {
  private static final int FIRST_GRADE = 7;
  private static final int LAST_GRADE = 12;

  /** Names of the stages: columns, and parts of the page's picture. */
  static final List<String> STAGES =
      List.of(
          "grade7",
          "grade8",
          "grade9",
          "grade10",
          "grade11",
          "grade12",
          "graduation",
          "college",
          "stemEntry",
          "stemDegree");

  private static final List<OutcomeName> AFTER_SCHOOL =
      List.of(
          OutcomeName.onTimeGraduation,
          OutcomeName.college16Months,
          OutcomeName.stemEntry2,
          OutcomeName.stemDegree6);

  /** Course of a published pathway. */
  static Course of(Pathway pathway) {
    String[] states = new String[STAGES.size()];
    for (int grade = FIRST_GRADE; grade <= LAST_GRADE; grade++) {
      states[grade - FIRST_GRADE] = "none";
    }
    for (GradePace pace : pathway.getPace()) {
      if (pace.getGrade() >= FIRST_GRADE && pace.getGrade() <= LAST_GRADE) {
        states[pace.getGrade() - FIRST_GRADE] = "rung" + Math.max(0, pace.getRungPassed());
      }
    }
    for (int i = 0; i < AFTER_SCHOOL.size(); i++) {
      states[LAST_GRADE - FIRST_GRADE + 1 + i] = state(pathway, AFTER_SCHOOL.get(i));
    }
    return new Course(List.of(states));
  }

  private static String state(Pathway pathway, OutcomeName outcome) {
    for (OutcomeStatus status : pathway.getOutcomes()) {
      if (status.getOutcome() == outcome) {
        return status.getObserved() ? status.getAttained() ? "yes" : "no" : "unknown";
      }
    }
    return "unknown";
  }
}
