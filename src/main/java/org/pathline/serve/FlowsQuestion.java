package org.pathline.serve;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
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
    Map<Dimension, Set<String>> where = new TreeMap<>();
    Set<String> regimes = new TreeSet<>();
    for (String condition : conditions) {
      int equals = condition.indexOf('=');
      if (equals < 0) {
        throw new Questions.Misasked("where: '" + condition + "' is not of the form DIM=VALUE");
      }
      String label = condition.substring(0, equals);
      List<String> values = List.of(condition.substring(equals + 1).split(",", -1));
      if (label.equals(REGIME)) {
        values.forEach(FlowsQuestion::checkRegime);
        regimes.addAll(values);
      } else {
        Dimension dimension = dimension(label);
        values.forEach(value -> check(dimension, value));
        where.computeIfAbsent(dimension, absent -> new TreeSet<>()).addAll(values);
      }
    }
    return new FlowsQuestion(where, regimes);
  }

  private static void checkRegime(String value) {
    List<String> known = Stream.of(DeclaredRegime.values()).map(Enum::name).toList();
    if (!known.contains(value)) {
      throw new Questions.Misasked("where: " + Names.none(REGIME, value, known));
    }
  }

  private static void check(Dimension dimension, String value) {
    dimension
        .objection(value)
        .ifPresent(
            objection -> {
              throw new Questions.Misasked("where " + dimension.label() + ": " + objection);
            });
  }

  private static Dimension dimension(String label) {
    return Dimension.labelled(label)
        .orElseThrow(
            () ->
                new Questions.Misasked(
                    "where: "
                        + Names.none(
                            "dimension",
                            label,
                            Stream.concat(Stream.of(REGIME), Dimension.labels().stream())
                                .toList())));
  }
}
