package org.pathline.domain.effect.grouptime;

import java.util.Arrays;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Weighting;

/**
 * The observations of one comparison: cells of students, or differences of followed units.
 *
 * <p>A row has a unit, a weight w, an outcome y and covariates x with the constant first. Those of
 * the group come first; of a unit's rows, that of the later time. Covariates are centred and scaled
 * over the rows: estimates do not depend on it, but the arithmetic becomes more accurate.
 */
final class Rows {
  private static final double[] CONSTANT = {1};

  private final int units;
  private final int[] unit;
  private final double[] weight;
  private final double[] outcome;
  private final double[][] x;
  private final int perUnit;
  private final int ofGroup;

  private Rows(int units, int rows, int perUnit, int ofGroup) {
    this.units = units;
    this.perUnit = perUnit;
    this.ofGroup = ofGroup;
    unit = new int[rows];
    weight = new double[rows];
    outcome = new double[rows];
    x = new double[rows][];
  }

  /**
   * Rows of a comparison.
   *
   * @param group units of the group, by index
   * @param comparison units compared with
   * @param base index of the earlier time, or of the one to compare with
   * @param time index of the other
   */
  static Rows of(Panel panel, int[] group, int[] comparison, int base, int time) {
    boolean differences = panel.weighting() == Weighting.UNIT;
    int perUnit = differences ? 1 : 2;
    int[] all = Arrays.copyOf(group, group.length + comparison.length);
    System.arraycopy(comparison, 0, all, group.length, comparison.length);
    Rows rows =
        new Rows(panel.units().size(), perUnit * all.length, perUnit, perUnit * group.length);
    for (int i = 0; i < all.length; i++) {
      int s = all[i];
      for (int which = 0; which < perUnit; which++) {
        int row = perUnit * i + which;
        int at = which == 0 ? time : base;
        rows.unit[row] = s;
        if (differences) {
          rows.weight[row] = panel.units().get(s).weight();
          rows.outcome[row] = panel.mean(s, time) - panel.mean(s, base);
        } else {
          rows.weight[row] = panel.size(s, at);
          rows.outcome[row] = panel.size(s, at) > 0 ? panel.mean(s, at) : 0;
        }
        rows.x[row] = withConstant(panel, s);
      }
    }
    rows.standardise();
    return rows;
  }

  private static double[] withConstant(Panel panel, int s) {
    List<Double> covariates = panel.units().get(s).covariates();
    if (covariates.isEmpty()) {
      return CONSTANT;
    }
    double[] x = new double[1 + covariates.size()];
    x[0] = 1;
    for (int k = 1; k < x.length; k++) {
      x[k] = covariates.get(k - 1);
    }
    return x;
  }

  private void standardise() {
    for (int k = 1; k < width(); k++) {
      int column = k;
      int[] all = all();
      double mean = mean(all, row -> x[row][column]);
      double spread = Math.sqrt(mean(all, row -> Math.pow(x[row][column] - mean, 2)));
      // A spread of rounding errors is none.
      boolean varies = spread > 1e-12 * Math.abs(mean);
      for (double[] each : x) {
        each[k] = varies ? (each[k] - mean) / spread : 0;
      }
    }
  }

  /** How many columns x has, the constant among them. */
  int width() {
    return x.length == 0 ? 1 : x[0].length;
  }

  /** How many units the panel has. */
  int units() {
    return units;
  }

  int unit(int row) {
    return unit[row];
  }

  double weight(int row) {
    return weight[row];
  }

  double outcome(int row) {
    return outcome[row];
  }

  double[] x(int row) {
    return x[row];
  }

  boolean isOfGroup(int row) {
    return row < ofGroup;
  }

  /** Rows with weight. */
  int[] all() {
    return withWeight(0, weight.length, 1);
  }

  /** Rows of the group with weight, of both times. */
  int[] ofGroup() {
    return withWeight(0, ofGroup, 1);
  }

  /** Rows of the group with weight at a time. */
  int[] ofGroup(boolean later) {
    return withWeight(first(later), ofGroup, perUnit);
  }

  /** Rows of the comparison with weight at a time. */
  int[] ofComparison(boolean later) {
    return withWeight(ofGroup + first(later), weight.length, perUnit);
  }

  private int first(boolean later) {
    if (later) {
      return 0;
    }
    return perUnit == 1 ? weight.length : 1;
  }

  private int[] withWeight(int from, int to, int step) {
    int[] found = new int[Math.max(0, to - from)];
    int count = 0;
    for (int row = from; row < to; row += step) {
      if (weight[row] > 0) {
        found[count++] = row;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Weighted mean over rows. */
  double mean(int[] rows, IntToDoubleFunction value) {
    double sum = 0;
    double total = 0;
    for (int row : rows) {
      sum += weight[row] * value.applyAsDouble(row);
      total += weight[row];
    }
    return sum / total;
  }
}
