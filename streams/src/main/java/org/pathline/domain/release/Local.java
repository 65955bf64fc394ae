package org.pathline.domain.release;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * One neighbourhood of atoms: its numbers, the counts that any of them is in, and what part of each
 * count is here.
 */
final class Local {
  /** Counts that any number of the neighbourhood is in, ascending. */
  final int[] counts;

  /** Rules that any number of the neighbourhood is in, ascending. */
  final int[] rules;

  /** Numbers of the neighbourhood, ascending. */
  final int[] variables;

  private final double[] base;
  private final double[] totals;
  private final Map<Integer, int[]> parts = new HashMap<>();

  /**
   * A neighbourhood.
   *
   * @param base what is so, or what could be so, of each variable
   * @param totals sum of these by count
   */
  Local(Knowledge knowledge, Around around, double[] base, double[] totals, int[] atoms) {
    this.base = base;
    this.totals = totals;
    counts = around.counts(atoms);
    rules = around.rules(atoms);
    variables =
        Arrays.stream(atoms)
            .flatMap(atom -> knowledge.variablesOf(atom).stream().mapToInt(each -> each))
            .sorted()
            .toArray();
    Map<Integer, Integer> sizes = new HashMap<>();
    for (int variable : variables) {
      for (int count : around.countsOf(variable)) {
        sizes.merge(count, 1, Integer::sum);
      }
    }
    sizes.forEach((count, size) -> parts.put(count, new int[size]));
    for (int variable : variables) {
      for (int count : around.countsOf(variable)) {
        int left = sizes.merge(count, -1, Integer::sum);
        int[] part = part(count);
        part[part.length - 1 - left] = variable;
      }
    }
  }

  /** Numbers of the neighbourhood that are in a count. */
  int[] part(int count) {
    return Objects.requireNonNull(parts.get(count));
  }

  /** What they add up to. */
  double value(int count) {
    return Count.sum(part(count), base);
  }

  /** What the others of the count add up to. */
  double elsewhere(int count) {
    return totals[count] - value(count);
  }
}
