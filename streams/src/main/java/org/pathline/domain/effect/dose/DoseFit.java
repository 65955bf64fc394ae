package org.pathline.domain.effect.dose;

import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.PositiveDefinite;
import org.pathline.domain.effect.Products;

/**
 * Weighted least squares on a constant and B-splines of the dose, as weights on the units.
 *
 * @param rows a constant and the splines at each unit's dose
 */
record DoseFit(
    double[] dose, double[] weight, BSpline splines, double[][] rows, RealMatrix inverse) {
  private static final double POSITIVITY = 1e-10;

  /**
   * Fit, or null where the doses do not determine it.
   *
   * @param dose of each unit
   * @param weight of each unit
   * @param knots inner knots
   */
  static @Nullable DoseFit of(double[] dose, double[] weight, int degree, double... knots) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    double total = 0;
    for (int i = 0; i < dose.length; i++) {
      low = Math.min(low, dose[i]);
      high = Math.max(high, dose[i]);
      total += weight[i];
    }
    int width = degree + knots.length + 1;
    if (!(high > low) || dose.length <= width) {
      return null;
    }
    for (double knot : knots) {
      if (!(knot > low && knot < high)) {
        return null;
      }
    }
    BSpline splines = new BSpline(degree, low, high, knots);
    double[][] matrix = new double[width][width];
    double[][] rows = new double[dose.length][];
    for (int i = 0; i < dose.length; i++) {
      rows[i] = row(splines, dose[i]);
      Products.addSquare(matrix, weight[i] / total, rows[i]);
    }
    RealMatrix inverse = PositiveDefinite.inverse(matrix, POSITIVITY, 1);
    return inverse == null
        ? null
        : new DoseFit(dose, weight, splines, rows, inverse.scalarMultiply(1 / total));
  }

  private static double[] row(BSpline splines, double dose) {
    double[] values = splines.at(dose);
    double[] row = new double[values.length + 1];
    row[0] = 1;
    System.arraycopy(values, 0, row, 1, values.length);
    return row;
  }

  /** Weights on the units' effects that give the curve at a dose. */
  double[] curveAt(double at) {
    return weights(row(splines, at));
  }

  /** Weights on the units' effects that give the derivative of the curve at a dose. */
  double[] derivativeAt(double at) {
    return weights(derivativeRow(at));
  }

  /** Weights on the units' effects that give the mean derivative over the units' doses. */
  double[] meanDerivative() {
    double[] mean = new double[splines.width() + 1];
    double total = 0;
    for (int i = 0; i < dose.length; i++) {
      double[] derivative = derivativeRow(dose[i]);
      total += weight[i];
      for (int k = 0; k < mean.length; k++) {
        mean[k] += weight[i] * derivative[k];
      }
    }
    for (int k = 0; k < mean.length; k++) {
      mean[k] /= total;
    }
    return weights(mean);
  }

  /** Coefficients of the constant and the splines for effects of the units. */
  double[] coefficients(double[] effect) {
    double[] right = new double[splines.width() + 1];
    for (int i = 0; i < rows.length; i++) {
      for (int k = 0; k < right.length; k++) {
        right[k] += weight[i] * rows[i][k] * effect[i];
      }
    }
    return inverse.operate(right);
  }

  /** What coefficients give at the dose of a unit. */
  double fitted(int i, double[] coefficients) {
    return Products.of(rows[i], coefficients);
  }

  /** Derivative of what they give, at the dose of a unit. */
  double fittedDerivative(int i, double[] coefficients) {
    return Products.of(derivativeRow(dose[i]), coefficients);
  }

  /** Weight of a unit's own effect in what is fitted at its dose. */
  double leverage(int i) {
    return weight[i] * Products.of(rows[i], inverse.operate(rows[i]));
  }

  private double[] derivativeRow(double at) {
    double[] values = splines.derivativeAt(at);
    double[] row = new double[values.length + 1];
    System.arraycopy(values, 0, row, 1, values.length);
    return row;
  }

  private double[] weights(double[] row) {
    double[] solved = inverse.operate(row);
    double[] weights = new double[dose.length];
    for (int i = 0; i < weights.length; i++) {
      double[] x = rows[i];
      for (int k = 0; k < x.length; k++) {
        weights[i] += weight[i] * x[k] * solved[k];
      }
    }
    return weights;
  }
}
