package org.pathline.ask;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.events.Sorting;
import org.pathline.topics.Unanswerable;

/** What stands at one cut: the material of answers, wherever it is kept. */
public interface Standing {
  /**
   * Every cell, at least one.
   *
   * @throws Unanswerable when there is none
   */
  List<Cell> cells();

  /** The policies, maybe none. */
  StandingPolicies policies();

  /**
   * How rosters are sorted, at least one.
   *
   * @throws Unanswerable when there is none
   */
  List<Sorting> rosters();

  /**
   * What was read for the answers so far: of each topic and partition the records before an offset.
   */
  default SortedMap<String, SortedMap<Integer, Long>> readUpTo() {
    return new TreeMap<>();
  }

  /**
   * Answer to a question about outcomes.
   *
   * @throws Unanswerable when there are no cells of the settings
   */
  default OutcomeQuestion.Answer outcomes(OutcomeQuestion question, SettingsChoice choice) {
    return question.answer(choice.choose(cells()));
  }
}
