package org.pathline.domain.effect.grouptime;

import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.pathline.domain.effect.PositiveDefinite;
import org.pathline.domain.effect.Products;
import org.pathline.domain.effect.grouptime.RefusedEffect.Refusal;

/**
 * A fitted model with its first-order error, row by row.
 *
 * <p>beta_hat - beta = sum over rows of H^-1 x w e, with e the residual and H = sum of w x x' for
 * least squares, of w p (1 - p) x x' for the logit.
 */
record Regression(
    Rows data, int[] rows, double[] coefficients, double[] residual, RealMatrix inverse) {
  private static final double POSITIVITY = 1e-11;
  private static final int MOST_STEPS = 100;
  private static final double CONVERGED = 1e-12;
  private static final double CERTAIN = 0.999;

  /**
   * Weighted least squares of the outcome on x over some rows.
   *
   * @throws Refused when x is singular over them
   */
  static Regression leastSquares(Rows data, int[] rows) throws Refused {
    int width = data.width();
    double[][] matrix = new double[width][width];
    double[] right = new double[width];
    for (int row : rows) {
      Products.addSquare(matrix, data.weight(row), data.x(row));
      for (int k = 0; k < width; k++) {
        right[k] += data.weight(row) * data.x(row)[k] * data.outcome(row);
      }
    }
    RealMatrix inverse = inverse(matrix, Refusal.SINGULAR_COVARIATES);
    double[] beta = inverse.operate(right);
    double[] residual = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      residual[i] = data.outcome(rows[i]) - Products.of(beta, data.x(rows[i]));
    }
    return new Regression(data, rows, beta, residual, inverse);
  }

  /**
   * Weighted logit of belonging to the group on x, over some rows, by Newton's method.
   *
   * @throws Refused when x is singular, or when it tells the group from the rest
   */
  static Regression logit(Rows data, int[] rows) throws Refused {
    int width = data.width();
    double[] gamma = new double[width];
    double[] residual = new double[rows.length];
    for (int step = 0; step < MOST_STEPS; step++) {
      double[][] matrix = new double[width][width];
      double[] score = new double[width];
      for (int i = 0; i < rows.length; i++) {
        double[] x = data.x(rows[i]);
        double p = probability(Products.of(gamma, x));
        residual[i] = (data.isOfGroup(rows[i]) ? 1 : 0) - p;
        Products.addSquare(matrix, data.weight(rows[i]) * p * (1 - p), x);
        for (int k = 0; k < width; k++) {
          score[k] += data.weight(rows[i]) * residual[i] * x[k];
        }
      }
      // At the start every weight is w/4, so what is singular there is x itself.
      RealMatrix inverse =
          inverse(matrix, step == 0 ? Refusal.SINGULAR_COVARIATES : Refusal.NO_OVERLAP);
      double[] change = inverse.operate(score);
      if (new ArrayRealVector(change, false).getLInfNorm() < CONVERGED) {
        Regression fit = new Regression(data, rows, gamma, residual, inverse);
        for (int row : rows) {
          if (fit.probabilityOf(row) > CERTAIN) {
            throw new Refused(Refusal.NO_OVERLAP);
          }
        }
        return fit;
      }
      for (int k = 0; k < width; k++) {
        gamma[k] += change[k];
      }
    }
    throw new Refused(Refusal.NO_OVERLAP);
  }

  /**
   * Inverse of a positive definite matrix.
   *
   * @throws Refused when it is singular
   */
  static RealMatrix inverse(double[][] matrix, Refusal otherwise) throws Refused {
    double scale = PositiveDefinite.scale(matrix);
    RealMatrix inverse = scale > 0 ? PositiveDefinite.inverse(matrix, POSITIVITY, scale) : null;
    if (inverse == null) {
      throw new Refused(otherwise);
    }
    return inverse;
  }

  private static double probability(double logOdds) {
    return 1 / (1 + Math.exp(-logOdds));
  }

  /** x'beta of any row. */
  double fitted(int row) {
    return Products.of(coefficients, data.x(row));
  }

  /** Probability of belonging to the group of any row, where this is a logit. */
  double probabilityOf(int row) {
    return probability(fitted(row));
  }

  /**
   * Adds the error of direction'beta to units.
   *
   * @param direction derivative of the estimate by beta
   */
  void addError(double[] direction, double[] contributions) {
    double[] along = inverse.operate(direction);
    for (int i = 0; i < rows.length; i++) {
      contributions[data.unit(rows[i])] +=
          data.weight(rows[i]) * residual[i] * Products.of(along, data.x(rows[i]));
    }
  }
}
