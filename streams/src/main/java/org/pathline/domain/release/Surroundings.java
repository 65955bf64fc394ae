package org.pathline.domain.release;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.pathline.domain.release.Count.State;

/**
 * What fits near one solution of a large component: in one neighbourhood after the other all that
 * is shown still fits, while everything else stays as it is.
 *
 * <p>Two such solutions prove how wide a range is at least, as when a release is made. They do not
 * say how wide it is at most.
 */
final class Surroundings {
  private static final int GLANCES = 6;

  /** Of what looks wider, random solutions have shown enough, students. */
  private static final double LOOKS_NARROW = 20;

  /** The least and the greatest value that something was seen to have. */
  static class Seen {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;

    void see(double value) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
  }

  private final Knowledge knowledge;
  private final Pattern pattern;
  private final BitSet inside = new BitSet();
  private final BitSet shown = new BitSet();
  private final BitSet rules = new BitSet();
  private final double[] solution;
  private final double[] totals;
  private final Around around;

  /**
   * Surroundings of a solution.
   *
   * @param members variables of the component
   * @param shown its counts of which something is shown
   * @param rules its rules
   * @param solution by variable, also of those that are known; 0 of other components
   */
  Surroundings(
      Knowledge knowledge,
      Pattern pattern,
      List<Integer> members,
      List<Integer> shown,
      List<Integer> rules,
      double[] solution) {
    this.knowledge = knowledge;
    this.pattern = pattern;
    this.solution = solution;
    members.forEach(inside::set);
    shown.forEach(this.shown::set);
    rules.forEach(this.rules::set);
    around = new Around(knowledge);
    totals = knowledge.totals(solution);
  }

  /**
   * Looks around.
   *
   * @param targets by count; each has been seen in the solution itself
   */
  void look(
      List<int[]> neighbourhoods,
      Map<Integer, ? extends Seen> targets,
      UniformRandomProvider random) {
    Map<Integer, Double> base = new HashMap<>();
    targets.forEach((count, seen) -> base.put(count, seen.low));
    for (int[] atoms : neighbourhoods) {
      Local local = new Local(knowledge, around, solution, totals, atoms);
      Map<Integer, Seen> near = new HashMap<>();
      for (int count : local.counts) {
        Seen seen = targets.get(count);
        if (seen != null) {
          near.put(count, seen);
        }
      }
      if (!near.isEmpty()) {
        look(local, near, base, random);
      }
    }
  }

  private void look(
      Local local,
      Map<Integer, Seen> near,
      Map<Integer, Double> base,
      UniformRandomProvider random) {
    try (LinearProgram program = new LinearProgram()) {
      Map<Integer, Integer> at = fill(program, local);
      for (int i = 0; i < GLANCES; i++) {
        program.clearObjective();
        for (int variable : local.variables) {
          program.objective(Objects.requireNonNull(at.get(variable)), random.nextDouble());
        }
        program.minimum();
        show(program, local, at, near, base);
      }
      near.forEach(
          (count, seen) -> {
            if (seen.high - seen.low < LOOKS_NARROW) {
              program.objective(places(at, local.part(count)));
              if (Double.isFinite(program.minimum())) {
                show(program, local, at, near, base);
              }
              if (Double.isFinite(program.maximum())) {
                show(program, local, at, near, base);
              } else {
                seen.see(Double.POSITIVE_INFINITY);
              }
            }
          });
    }
  }

  private Map<Integer, Integer> fill(LinearProgram program, Local local) {
    Map<Integer, Integer> at = new HashMap<>();
    for (int variable : local.variables) {
      boolean isFree = inside.get(variable);
      at.put(
          variable,
          program.variable(
              isFree ? 0 : solution[variable],
              isFree ? LinearProgram.INFINITY : solution[variable]));
    }
    for (int index : local.counts) {
      if (shown.get(index)) {
        Count count = knowledge.counts().get(index);
        State state = pattern.state(index);
        double value = local.value(index);
        double elsewhere = local.elsewhere(index);
        // The solution fits but for rounding, and has to go on fitting.
        program.row(
            Math.min(value, count.low(state) - elsewhere),
            Math.max(value, count.high(state) - elsewhere),
            places(at, local.part(index)));
      }
    }
    for (int index : local.rules) {
      if (rules.get(index)) {
        program.add(
            knowledge.rules().get(index),
            variable -> at.getOrDefault(variable, -1),
            variable -> solution[variable],
            1e-7);
      }
    }
    return at;
  }

  private static IntStream places(Map<Integer, Integer> at, int[] variables) {
    return Arrays.stream(variables).map(variable -> Objects.requireNonNull(at.get(variable)));
  }

  private void show(
      LinearProgram program,
      Local local,
      Map<Integer, Integer> at,
      Map<Integer, Seen> near,
      Map<Integer, Double> base) {
    near.forEach(
        (count, seen) -> {
          double value = Objects.requireNonNull(base.get(count));
          for (int variable : local.part(count)) {
            value += program.value(Objects.requireNonNull(at.get(variable))) - solution[variable];
          }
          seen.see(value);
        });
  }
}
