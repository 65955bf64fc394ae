package org.pathline.domain.release;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.release.Count.State;

/**
 * Tables that fit what is shown, within one neighbourhood of atoms; all others stay as they are.
 *
 * <p>Two of them in which a count differs by a width prove that the attacker's range of it is at
 * least that wide. Each table is kept, since any two may prove something: most proofs need no
 * linear program of their own. A program is of one table, and asks for the greatest or the least
 * value of one count. It is several times smaller than that of {@link Moves}, which also says what
 * else must be withheld.
 */
final class Ranges implements AutoCloseable {
  /** What is changed by less is not changed: rounding of the solver. */
  private static final double NOTHING = 1e-6;

  /** No proof needs a number that is much greater; without a bound a range could have no end. */
  private static final double WIDTHS_ABOVE = 3;

  /** More would take longer to look through than to solve. */
  private static final int MOST_TABLES = 400;

  /** Values of the counts, and which of those that may be printed are changed; by place. */
  private record Table(double[] counts, BitSet changed) {}

  /** A row of the program, or the variable that is all of a count. */
  private record Bound(boolean isVariable, int at) {}

  /** Two tables that prove the width of a count. */
  private record Pair(Table least, Table most) {
    boolean fits(BitSet shown) {
      return !least.changed().intersects(shown) && !most.changed().intersects(shown);
    }
  }

  private final double width;
  private final LinearProgram program = new LinearProgram();

  /** By variable of the knowledge: that of the program. */
  private final Map<Integer, Integer> at = new HashMap<>();

  /** By count: its place among those of this neighbourhood. */
  private final Map<Integer, Integer> place = new HashMap<>();

  /** By place: the count. */
  private final List<Integer> indices = new ArrayList<>();

  private final List<int[]> variables = new ArrayList<>();
  private final List<Double> values = new ArrayList<>();

  /** By place: the least and the greatest value that fit what is shown of it, if it is. */
  private final List<double[]> bounds = new ArrayList<>();

  /** Counts that may be withheld or printed, by index: what bounds them. */
  private final Map<Integer, Bound> rows = new HashMap<>();

  /** By variable of the program: the least and the greatest value that fit what stays shown. */
  private final double[] least;

  private final double[] most;

  /** Variables that a count of theirs alone bounds; a row of one variable costs more. */
  private final BitSet bounded = new BitSet();

  /** By place: whether it is shown, of those that were withheld at the beginning. */
  private final BitSet shown = new BitSet();

  /** By place: whether it may be withheld or printed. */
  private final BitSet open = new BitSet();

  private final List<Table> tables = new ArrayList<>();

  /** Of these the ones that fit what is shown now; null where that is to be seen. */
  private @Nullable List<Table> fitting;

  /** By place: what proves the width, perhaps no more. */
  private final Map<Integer, Pair> pairs = new HashMap<>();

  /**
   * Tables of a neighbourhood.
   *
   * @param local the neighbourhood
   * @param base what is so, or what could be so, of each variable
   * @param pattern what is shown now
   * @param undecided what is withheld now and may also be shown by a coded rate
   * @param width least difference, students
   */
  Ranges(
      Knowledge knowledge,
      Local local,
      double[] base,
      Pattern pattern,
      BitSet undecided,
      double width) {
    this.width = width;
    least = new double[local.variables.length];
    most = new double[local.variables.length];
    for (int i = 0; i < most.length; i++) {
      most[i] = base[local.variables[i]] + WIDTHS_ABOVE * width;
      at.put(local.variables[i], program.variable(0, most[i]));
    }
    for (int index : local.counts) {
      add(index, knowledge.counts().get(index), pattern, undecided, local);
    }
    for (int index : local.rules) {
      program.add(knowledge.rules().get(index), this::of);
    }
    double[] so = values.stream().mapToDouble(Double::doubleValue).toArray();
    tables.add(new Table(so, new BitSet()));
  }

  private void add(int index, Count count, Pattern pattern, BitSet undecided, Local local) {
    double value = local.value(index);
    int[] inside = Arrays.stream(local.part(index)).map(this::of).toArray();
    place.put(index, variables.size());
    indices.add(index);
    variables.add(inside);
    values.add(value);
    State state = pattern.state(index);
    // What is outside stays, so that only the rest of a bound is left for what is inside.
    boolean coded =
        state == State.BANDED || pattern.isPrimary(index) || count.kind() == Count.Kind.POINTS;
    double elsewhere = local.elsewhere(index);
    double low = coded && count.hasBand() ? Math.min(value, count.bandLow() - elsewhere) : value;
    double high = coded && count.hasBand() ? Math.max(value, count.bandHigh() - elsewhere) : value;
    bounds.add(new double[] {low, high});
    boolean forGood =
        state == State.WITHHELD
            && (!count.open() || (pattern.isPrimary(index) && !undecided.get(index)));
    if (!count.printable() || forGood) {
      return;
    }
    if (state == State.WITHHELD) {
      rows.put(index, bound(inside));
      open.set(indices.size() - 1);
    } else if (inside.length == 1) {
      int variable = inside[0];
      least[variable] = Math.max(least[variable], low);
      most[variable] = Math.max(least[variable], Math.min(most[variable], high));
      program.variableBounds(variable, least[variable], most[variable]);
    } else {
      change(bound(inside), low, high);
    }
  }

  private Bound bound(int[] inside) {
    if (inside.length == 1 && !bounded.get(inside[0])) {
      bounded.set(inside[0]);
      return new Bound(true, inside[0]);
    }
    int row = program.row(-LinearProgram.INFINITY, LinearProgram.INFINITY, Arrays.stream(inside));
    return new Bound(false, row);
  }

  private void change(Bound bound, double low, double high) {
    if (bound.isVariable()) {
      double from = Math.max(least[bound.at()], low);
      program.variableBounds(bound.at(), from, Math.max(from, Math.min(most[bound.at()], high)));
    } else {
      program.bounds(bound.at(), low, high);
    }
  }

  private int of(int variable) {
    return Objects.requireNonNull(at.get(variable));
  }

  /** Whether a count that was withheld at the beginning is shown from now on. */
  void show(int index, boolean isShown) {
    Bound bound = Objects.requireNonNull(rows.get(index));
    int here = Objects.requireNonNull(place.get(index));
    change(
        bound,
        isShown ? bounds.get(here)[0] : -LinearProgram.INFINITY,
        isShown ? bounds.get(here)[1] : LinearProgram.INFINITY);
    shown.set(here, isShown);
    fitting = null;
  }

  /** Whether a count is withheld for the sake of others. */
  boolean mayBeShown(int count) {
    return rows.containsKey(count);
  }

  /** Forgets tables that do not fit what is shown any more. */
  void settle() {
    tables.removeIf(table -> table.changed().intersects(shown));
    fitting = null;
  }

  /** Takes a table that fits what is shown, by the values of the counts in their order. */
  void add(double[] counts) {
    BitSet changed = new BitSet();
    for (int i = open.nextSetBit(0); i >= 0; i = open.nextSetBit(i + 1)) {
      double[] fit = bounds.get(i);
      if (counts[i] < fit[0] - NOTHING || counts[i] > fit[1] + NOTHING) {
        changed.set(i);
      }
    }
    if (tables.size() > MOST_TABLES) {
      tables.remove(1);
      fitting = null;
    }
    Table table = new Table(counts, changed);
    tables.add(table);
    if (fitting != null && !changed.intersects(shown)) {
      fitting.add(table);
    }
  }

  /** Whether a count has the width with what is shown now. */
  boolean isWide(int target) {
    int here = Objects.requireNonNull(place.get(target));
    Pair pair = pairs.get(here);
    if (pair != null && pair.fits(shown)) {
      return true;
    }
    return find(here) || (solve(here, true) && find(here)) || (solve(here, false) && find(here));
  }

  /** What must stay withheld for the width of a count that has it. */
  int[] proof(int target) {
    if (!isWide(target)) {
      throw new IllegalStateException("the range of " + target + " is narrow");
    }
    Pair pair = Objects.requireNonNull(pairs.get(Objects.requireNonNull(place.get(target))));
    BitSet proof = (BitSet) pair.least().changed().clone();
    proof.or(pair.most().changed());
    return proof.stream().map(indices::get).toArray();
  }

  private boolean find(int here) {
    Table lowest = null;
    Table highest = null;
    for (Table table : fitting()) {
      if (lowest == null || table.counts()[here] < lowest.counts()[here]) {
        lowest = table;
      }
      if (highest == null || table.counts()[here] > highest.counts()[here]) {
        highest = table;
      }
    }
    if (lowest == null
        || highest == null
        || highest.counts()[here] - lowest.counts()[here] < width - NOTHING) {
      return false;
    }
    pairs.put(here, new Pair(lowest, highest));
    return true;
  }

  private List<Table> fitting() {
    if (fitting == null) {
      fitting = new ArrayList<>();
      for (Table table : tables) {
        if (!table.changed().intersects(shown)) {
          fitting.add(table);
        }
      }
    }
    return fitting;
  }

  private boolean solve(int here, boolean greatest) {
    program.objective(Arrays.stream(variables.get(here)));
    double found = greatest ? program.maximum() : program.minimum();
    if (Double.isInfinite(found)) {
      return false;
    }
    double[] counts = new double[variables.size()];
    double[] numbers = program.values();
    for (int i = 0; i < counts.length; i++) {
      counts[i] = Count.sum(variables.get(i), numbers);
    }
    add(counts);
    return true;
  }

  @Override
  public void close() {
    program.close();
  }
}
