package org.pathline.domain.release;

import static org.pathline.domain.pathway.Outcome.STEM_DEGREE_6;
import static org.pathline.domain.pathway.Outcome.STEM_ENTRY_2;
import static org.pathline.domain.pathway.Outcome.STEM_ENTRY_2_COLLEGE;
import static org.pathline.domain.pathway.Outcome.STEM_ENTRY_6;
import static org.pathline.domain.pathway.Outcome.STEM_ENTRY_6_COLLEGE;
import static org.pathline.domain.pathway.Outcome.STEM_LEFT_6;
import static org.pathline.domain.pathway.Outcome.STEM_PERSISTENCE_6;
import static org.pathline.domain.pathway.Outcome.STEM_SWITCHED_6;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.pathline.domain.pathway.Outcome;

/**
 * What the definitions of outcomes say of their counts in one group, so that one outcome's table
 * tells of another's.
 */
final class OutcomeRelations {
  private OutcomeRelations() {}

  /** Adds what holds between the outcomes of a release for an atom. */
  static void add(Layer layer, int atom) {
    // Who entered by h(2) entered by h(6); who entered was in college.
    notMore(layer, attained(layer, STEM_ENTRY_2, atom), attained(layer, STEM_ENTRY_6, atom));
    same(layer, attained(layer, STEM_ENTRY_2, atom), attained(layer, STEM_ENTRY_2_COLLEGE, atom));
    same(layer, attained(layer, STEM_ENTRY_6, atom), attained(layer, STEM_ENTRY_6_COLLEGE, atom));
    notMore(layer, layer.observed(STEM_ENTRY_2_COLLEGE, atom), layer.observed(STEM_ENTRY_2, atom));
    notMore(layer, layer.observed(STEM_ENTRY_6_COLLEGE, atom), layer.observed(STEM_ENTRY_6, atom));
    notMore(
        layer, attained(layer, STEM_ENTRY_2, atom), attained(layer, STEM_ENTRY_6_COLLEGE, atom));
    // Of those who entered by h(6): each persisted, switched or left.
    List<Outcome> ends = List.of(STEM_PERSISTENCE_6, STEM_SWITCHED_6, STEM_LEFT_6);
    for (Outcome end : ends) {
      notMore(layer, layer.observed(end, atom), attained(layer, STEM_ENTRY_6, atom));
      for (Outcome other : ends) {
        if (end.compareTo(other) < 0) {
          same(layer, layer.observed(end, atom), layer.observed(other, atom));
          notMore(
              layer,
              join(attained(layer, end, atom), attained(layer, other, atom)),
              layer.observed(end, atom));
        }
      }
    }
    if (layer.outcomes().containsAll(ends)) {
      int[] all = new int[0];
      for (Outcome end : ends) {
        all =
            IntStream.concat(Arrays.stream(all), Arrays.stream(attained(layer, end, atom)))
                .toArray();
      }
      same(layer, all, layer.observed(STEM_PERSISTENCE_6, atom));
    }
    notMore(layer, attained(layer, STEM_DEGREE_6, atom), attained(layer, STEM_PERSISTENCE_6, atom));
    notMore(layer, attained(layer, STEM_DEGREE_6, atom), attained(layer, STEM_ENTRY_6, atom));
  }

  private static int[] attained(Layer layer, Outcome outcome, int atom) {
    int variable = layer.attained(outcome, atom);
    return variable < 0 ? new int[0] : new int[] {variable};
  }

  private static int[] join(int[] one, int[] two) {
    return one.length == 0 || two.length == 0
        ? new int[0]
        : IntStream.concat(Arrays.stream(one), Arrays.stream(two)).toArray();
  }

  private static void notMore(Layer layer, int[] less, int[] more) {
    add(layer, less, more, Double.POSITIVE_INFINITY);
  }

  private static void same(Layer layer, int[] one, int[] two) {
    add(layer, one, two, 0);
  }

  /** The second less the first is between 0 and a bound; nothing where one is not released. */
  private static void add(Layer layer, int[] first, int[] second, double high) {
    if (first.length == 0 || second.length == 0) {
      return;
    }
    java.util.TreeMap<Integer, Double> sums = new java.util.TreeMap<>();
    for (int variable : second) {
      sums.merge(variable, 1.0, Double::sum);
    }
    for (int variable : first) {
      sums.merge(variable, -1.0, Double::sum);
    }
    layer.add(
        new Rule(
            sums.keySet().stream().mapToInt(each -> each).toArray(),
            sums.values().stream().mapToDouble(each -> each).toArray(),
            0,
            high));
  }
}
