package org.pathline.domain.effect.grouptime;

import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.function.IntToDoubleFunction;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Weighting;

/**
 * The observations of one comparison: cells of students, or differences of followed units.
 *
 * <p>A row has a unit, a weight w, an outcome y, covariates x with the constant first, and says
 * whether it is of the group and whether it is of the later time. Covariates are centred and scaled
 * over the rows: estimates do not depend on it, but the arithmetic becomes more accurate.
 */
final class Rows {
  private final int units;
  private final int[] unit;
  private final double[] weight;
  private final double[] outcome;
  private final double[][] x;
  private final boolean[] ofGroup;
  private final boolean[] isLater;

  private Rows(int units, int rows) {
    this.units = units;
    unit = new int[rows];
    weight = new double[rows];
    outcome = new double[rows];
    x = new double[rows][];
    ofGroup = new boolean[rows];
    isLater = new boolean[rows];
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
    Rows rows = new Rows(panel.units().size(), perUnit * all.length);
    for (int i = 0; i < all.length; i++) {
      int s = all[i];
      for (int which = 0; which < perUnit; which++) {
        int row = perUnit * i + which;
        int at = which == 0 ? time : base;
        rows.unit[row] = s;
        rows.ofGroup[row] = i < group.length;
        rows.isLater[row] = which == 0;
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
    double[] x = new double[1 + panel.units().get(s).covariates().size()];
    x[0] = 1;
    for (int k = 1; k < x.length; k++) {
      x[k] = panel.units().get(s).covariates().get(k - 1);
    }
    return x;
  }

  private void standardise() {
    for (int k = 1; k < width(); k++) {
      int column = k;
      int[] all = where(row -> true);
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
    return ofGroup[row];
  }

  boolean isLater(int row) {
    return isLater[row];
  }

  /** Rows with weight that fit. */
  int[] where(IntPredicate fits) {
    int[] found = new int[weight.length];
    int count = 0;
    for (int row = 0; row < weight.length; row++) {
      if (weight[row] > 0 && fits.test(row)) {
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
