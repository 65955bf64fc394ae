package org.pathline.domain.effect.imputation;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/**
 * Weighted least squares on effects of units and of times, y = alpha_s + lambda_t.
 *
 * <p>Unit effects are eliminated, which leaves one equation per time (the Frisch-Waugh-Lovell
 * theorem), so that no matrix is larger than times by times. Times fall into components: two belong
 * to one when some unit has weight at both. Only differences within a component are determined; the
 * first time of each has lambda 0.
 */
public final class TwoWayFit {
  private static final double SYMMETRY = 1e-9;
  private static final double POSITIVITY = 1e-12;

  private final double[][] weight;
  private final double[] unitWeight;
  private final int[] component;

  /** Component of each unit, by name; below 0 for a unit without weight. */
  private final int[] ofUnit;

  private final int[] free;
  private final @Nullable DecompositionSolver solver;

  /**
   * Prepares fits of one set of weights.
   *
   * @param weight weight by unit and time, at least 0; 0 where a cell takes no part
   * @param times how many times there are
   */
  public TwoWayFit(double[][] weight, int times) {
    this.weight = weight;
    unitWeight = new double[weight.length];
    component = new int[times];
    Arrays.setAll(component, t -> t);
    ofUnit = new int[weight.length];
    for (int s = 0; s < weight.length; s++) {
      int first = -1;
      for (int t = 0; t < times; t++) {
        if (weight[s][t] > 0) {
          unitWeight[s] += weight[s][t];
          if (first < 0) {
            first = t;
          } else if (component[first] != component[t]) {
            join(component[first], component[t]);
          }
        }
      }
      ofUnit[s] = first;
    }
    Arrays.setAll(ofUnit, s -> ofUnit[s] < 0 ? -1 : component[ofUnit[s]]);
    int[] candidates = new int[times];
    int count = 0;
    for (int t = 0; t < times; t++) {
      if (component[t] != t) {
        candidates[count++] = t;
      }
    }
    free = Arrays.copyOf(candidates, count);
    solver = count == 0 ? null : decompose(normalMatrix(times));
  }

  /** Both components take the name of the earlier time. */
  private void join(int one, int other) {
    int name = Math.min(one, other);
    for (int t = 0; t < component.length; t++) {
      if (component[t] == one || component[t] == other) {
        component[t] = name;
      }
    }
  }

  /** The equations of the times: sum over units of diag(w) - w w' / sum w. */
  private double[][] normalMatrix(int times) {
    double[][] matrix = new double[times][times];
    for (int s = 0; s < weight.length; s++) {
      double[] ofTimes = weight[s];
      double total = unitWeight[s];
      for (int t = 0; t < times; t++) {
        double each = ofTimes[t];
        if (each > 0) {
          double[] row = matrix[t];
          row[t] += each;
          for (int other = 0; other <= t; other++) {
            row[other] -= each * ofTimes[other] / total;
          }
        }
      }
    }
    return matrix;
  }

  private DecompositionSolver decompose(double[][] matrix) {
    RealMatrix reduced = new Array2DRowRealMatrix(free.length, free.length);
    for (int i = 0; i < free.length; i++) {
      for (int j = 0; j <= i; j++) {
        reduced.setEntry(i, j, matrix[free[i]][free[j]]);
        reduced.setEntry(j, i, matrix[free[i]][free[j]]);
      }
    }
    return new CholeskyDecomposition(reduced, SYMMETRY, POSITIVITY).getSolver();
  }

  /**
   * Effects of units and times.
   *
   * @param unit alpha_s; NaN for a unit without weight
   * @param time lambda_t
   */
  public record Effects(double[] unit, double[] time) {
    /** Fitted value of a unit at a time. */
    public double at(int s, int t) {
      return unit[s] + time[t];
    }
  }

  /** Fit to values; those without weight are never read. */
  public Effects fit(double[][] value) {
    double[] byUnit = new double[weight.length];
    double[] byTime = new double[component.length];
    for (int s = 0; s < weight.length; s++) {
      for (int t = 0; t < component.length; t++) {
        if (weight[s][t] > 0) {
          double each = weight[s][t] * value[s][t];
          byUnit[s] += each;
          byTime[t] += each;
        }
      }
    }
    return solve(byUnit, byTime);
  }

  /**
   * Solution of the normal equations Z'WZ (alpha, lambda) = (byUnit, byTime).
   *
   * @param byUnit right side of the units; of those without weight it is not read
   * @param byTime right side of the times
   */
  public Effects solve(double[] byUnit, double[] byTime) {
    double[] time = new double[component.length];
    if (solver != null) {
      double[] right = byTime.clone();
      for (int s = 0; s < weight.length; s++) {
        double mean = unitWeight[s] > 0 ? byUnit[s] / unitWeight[s] : 0;
        if (mean != 0) {
          double[] ofTimes = weight[s];
          for (int t = 0; t < time.length; t++) {
            right[t] -= ofTimes[t] * mean;
          }
        }
      }
      double[] reduced = new double[free.length];
      Arrays.setAll(reduced, i -> right[free[i]]);
      double[] solution = solver.solve(new ArrayRealVector(reduced, false)).toArray();
      for (int i = 0; i < free.length; i++) {
        time[free[i]] = solution[i];
      }
    }
    double[] unit = new double[weight.length];
    for (int s = 0; s < unit.length; s++) {
      double[] ofTimes = weight[s];
      double rest = byUnit[s];
      for (int t = 0; t < time.length; t++) {
        rest -= ofTimes[t] * time[t];
      }
      unit[s] = unitWeight[s] > 0 ? rest / unitWeight[s] : Double.NaN;
    }
    return new Effects(unit, time);
  }

  /** Values less the fit to them, 0 where there is no weight. */
  public double[][] residuals(double[][] value) {
    Effects effects = fit(value);
    double[][] residual = new double[weight.length][component.length];
    for (int s = 0; s < residual.length; s++) {
      for (int t = 0; t < component.length; t++) {
        residual[s][t] = weight[s][t] > 0 ? value[s][t] - effects.at(s, t) : 0;
      }
    }
    return residual;
  }

  /** Weight of a unit at a time. */
  public double weight(int s, int t) {
    return weight[s][t];
  }

  /** Weight of a unit at all times. */
  public double weight(int s) {
    return unitWeight[s];
  }

  /** Weights by unit and time; read only. */
  public double[][] weights() {
    return weight;
  }

  /** Whether the fit determines the value of a unit at a time. */
  public boolean determines(int s, int t) {
    return ofUnit[s] == component[t];
  }
}
