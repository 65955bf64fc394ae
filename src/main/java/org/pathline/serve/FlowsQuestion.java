package org.pathline.serve;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pathline.ask.Dimension;
import org.pathline.domain.policy.DeclaredRegime;
import org.pathline.words.Names;

/**
 * Whose flows are asked for.
 *
 * @param where values by dimension, one of which a student must have
 * @param regimes of their cohorts; empty for all
 */
record FlowsQuestion(Map<Dimension, Set<String>> where, Set<String> regimes) {
  private static final String REGIME = "regime";

  /**
   * Reads conditions such as {@code sex=FEMALE,MALE} or {@code regime=TRACKED}.
   *
   * @throws Questions.Misasked when one names no dimension, no value, or none of that dimension
   */
  static FlowsQuestion of(List<String> conditions) {
    List<String> ofCells = new ArrayList<>();
    Set<String> regimes = new TreeSet<>();
    for (String condition : conditions) {
      if (condition.startsWith(REGIME + "=")) {
        for (String value : condition.substring(REGIME.length() + 1).split(",", -1)) {
          checkRegime(value);
          regimes.add(value);
        }
      } else {
        ofCells.add(condition);
      }
    }
    List<String> known = Stream.concat(Stream.of(REGIME), Dimension.labels().stream()).toList();
    try {
      return new FlowsQuestion(Dimension.where("where", ofCells, known), regimes);
    } catch (IllegalArgumentException e) {
      throw new Questions.Misasked(String.valueOf(e.getMessage()));
    }
  }

  private static void checkRegime(String value) {
    List<String> known = Stream.of(DeclaredRegime.values()).map(Enum::name).toList();
    if (!known.contains(value)) {
      throw new Questions.Misasked("where: " + Names.none(REGIME, value, known));
    }
  }
}
