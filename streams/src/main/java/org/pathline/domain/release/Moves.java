package org.pathline.domain.release;

import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.pathline.domain.release.Count.State;

/**
 * Finds two tables that fit what is shown and differ in a withheld count by a width, within one
 * neighbourhood of atoms; all others stay as they are.
 *
 * <p>Two such tables prove that the attacker's range is at least that wide. Where there are none,
 * the linear program finds those that change the least of what is printed, weighed by cost: what
 * they change has to be withheld. This is the heuristic of Kelly, Golden and Assad (1992) for the
 * suppression of cells, with both ends of the range in one program, and for any linked tables.
 */
final class Moves implements AutoCloseable {
  /** What is changed by less is not changed: rounding of the solver. */
  private static final double NOTHING = 1e-6;

  /** To miss a width that must be reached costs more per student than any table has counts. */
  private static final double MUST = 2_000;

  /** To miss one that may be reached later costs as much as to withhold so many counts. */
  private static final double MAY = 12;

  private static final double FORBIDDEN = 500;

  private final Knowledge knowledge;
  private final Local local;
  private final double width;
  private final LinearProgram program = new LinearProgram();
  private final Map<Integer, int[]> at = new HashMap<>();

  /** Counts that may change, by index; up and down in the one table and in the other. */
  private final Map<Integer, int[]> changes = new LinkedHashMap<>();

  /** What misses the width, by twice the count, and one more for the other sign. */
  private final Map<Integer, Integer> missing = new HashMap<>();

  private final Map<Integer, Double> costs = new HashMap<>();

  /**
   * What two tables differ in.
   *
   * @param wide counts that differ by the width or more
   * @param changed printable counts that differ from what is so
   * @param tables values of the neighbourhood's counts in both, in their order
   */
  record Move(BitSet wide, BitSet changed, double[][] tables) {}

  /**
   * Program of a neighbourhood.
   *
   * @param local the neighbourhood
   * @param width least difference, students
   */
  Moves(Knowledge knowledge, Local local, Pattern pattern, double width) {
    this.knowledge = knowledge;
    this.local = local;
    this.width = width;
    for (int variable : local.variables) {
      at.put(
          variable,
          new int[] {
            program.variable(0, LinearProgram.INFINITY), program.variable(0, LinearProgram.INFINITY)
          });
    }
    for (int index : local.counts) {
      add(index, knowledge.counts().get(index), pattern);
    }
    for (int index : local.rules) {
      add(knowledge.rules().get(index));
    }
  }

  private void add(int index, Count count, Pattern pattern) {
    State state = pattern.state(index);
    boolean forGood = state == State.WITHHELD && (!count.open() || pattern.isPrimary(index));
    if (count.printable() && !forGood) {
      // What is outside stays, so that only the rest of a bound is left for what is inside.
      boolean banded = state == State.BANDED;
      double value = local.value(index);
      double elsewhere = local.elsewhere(index);
      double low = banded ? Math.min(value, count.bandLow() - elsewhere) : value;
      double high = banded ? Math.max(value, count.bandHigh() - elsewhere) : value;
      int[] change = count.open() ? new int[4] : null;
      for (int table = 0; table < 2; table++) {
        int row = program.row(low, high, in(table, local.part(index)));
        if (change != null) {
          for (int sign = 0; sign < 2; sign++) {
            change[2 * table + sign] = program.variable(0, LinearProgram.INFINITY);
            program.coefficient(row, change[2 * table + sign], sign == 0 ? 1 : -1);
          }
        }
      }
      if (change != null) {
        changes.put(index, change);
      }
    }
  }

  /** Variable of what misses the width for one sign of the difference; made when it is needed. */
  private int missing(int target, int sign) {
    return missing.computeIfAbsent(
        2 * target + sign,
        absent -> {
          int row = program.row(width, LinearProgram.INFINITY);
          for (int variable : local.part(target)) {
            program.coefficient(row, both(variable)[0], sign == 0 ? 1 : -1);
            program.coefficient(row, both(variable)[1], sign == 0 ? -1 : 1);
          }
          int misses = program.variable(0, LinearProgram.INFINITY);
          program.coefficient(row, misses, 1);
          return misses;
        });
  }

  /** A number's variable in the one table and in the other. */
  private int[] both(int variable) {
    return Objects.requireNonNull(at.get(variable));
  }

  private IntStream in(int table, int[] variables) {
    return Arrays.stream(variables).map(variable -> both(variable)[table]);
  }

  private void add(Rule rule) {
    for (int table = 0; table < 2; table++) {
      int which = table;
      program.add(rule, variable -> both(variable)[which]);
    }
  }

  /** The cheapest move for one target that gives it the width. */
  Move one(int target, Pattern pattern, boolean printedMayChange) {
    costs(pattern, printedMayChange);
    cost(missing(target, 0), MUST);
    return solved();
  }

  /** A cheap move that gives many targets the width, though perhaps not all. */
  Move many(List<Integer> targets, Pattern pattern, boolean printedMayChange, int turn) {
    costs(pattern, printedMayChange);
    for (int target : targets) {
      // Neighbours in a table go up and down in turn, or all would move the same way.
      int sign = Integer.bitCount(target * 0x9E3779B9 >>> 7 + turn) & 1;
      cost(missing(target, sign), printedMayChange ? MAY : 1);
    }
    return solved();
  }

  private void costs(Pattern pattern, boolean printedMayChange) {
    missing.values().forEach(variable -> cost(variable, 0));
    changes.forEach(
        (index, change) -> {
          State state = pattern.state(index);
          double cost =
              state == State.WITHHELD
                  ? 0
                  : printedMayChange
                      ? knowledge.counts().get(index).cost() * (state == State.BANDED ? 0.5 : 1)
                      : FORBIDDEN;
          for (int variable : change) {
            cost(variable, cost);
          }
        });
  }

  /** Tells the solver what has changed only. */
  private void cost(int variable, double cost) {
    if (costs.getOrDefault(variable, 0.0) != cost) {
      costs.put(variable, cost);
      program.objective(variable, cost);
    }
  }

  private Move solved() {
    program.minimum();
    BitSet wide = new BitSet();
    double[] numbers = program.values();
    double[][] tables = new double[2][local.counts.length];
    for (int i = 0; i < local.counts.length; i++) {
      for (int variable : local.part(local.counts[i])) {
        int[] both = both(variable);
        tables[0][i] += numbers[both[0]];
        tables[1][i] += numbers[both[1]];
      }
      if (Math.abs(tables[0][i] - tables[1][i]) >= width - NOTHING) {
        wide.set(local.counts[i]);
      }
    }
    BitSet changed = new BitSet();
    changes.forEach(
        (index, change) -> {
          for (int variable : change) {
            if (numbers[variable] > NOTHING) {
              changed.set(index);
            }
          }
        });
    return new Move(wide, changed, tables);
  }

  @Override
  public void close() {
    program.close();
  }
}
