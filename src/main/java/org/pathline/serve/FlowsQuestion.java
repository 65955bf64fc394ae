package org.pathline.serve;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pathline.ask.Dimension;
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
   * @throws Questions.Misasked when one names no dimension
   */
  static FlowsQuestion of(List<String> conditions) {
    Map<Dimension, Set<String>> where = new TreeMap<>();
    Set<String> regimes = new TreeSet<>();
    for (String condition : conditions) {
      int equals = condition.indexOf('=');
      String label = equals < 0 ? condition : condition.substring(0, equals);
      List<String> values =
          equals < 0 ? List.of() : List.of(condition.substring(equals + 1).split(",", -1));
      if (label.equals(REGIME)) {
        regimes.addAll(values);
      } else {
        where.computeIfAbsent(dimension(label), absent -> new TreeSet<>()).addAll(values);
      }
    }
    return new FlowsQuestion(where, regimes);
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
