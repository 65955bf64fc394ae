package org.pathline.domain.effect.generality;

import java.util.Arrays;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.PositiveDefinite;
import org.pathline.domain.effect.Products;

/**
 * Weights of the treated schools with which their characteristics have the means of a target.
 *
 * <p>Entropy balancing: w_s proportional to m_s exp(lambda'x_s), with lambda such that the sum of
 * w_s x_s is the target's mean exactly; m_s is the number of students. If effects are linear in x,
 * or the odds of being treated are log-linear in it, the weighted effect is the target's. There are
 * no such weights where the target's mean lies outside of all that treated schools span. Source: J.
 * Hainmueller, "Entropy balancing for causal effects", Political Analysis 20 (2012), 25-46.
 *
 * @param share w of each school; they sum to 1
 * @param effective 1 / sum of w²: how many schools of equal weight they are worth
 */
public record Balance(double[] share, double effective) {
  private static final int MOST_STEPS = 200;
  private static final double BALANCED = 1e-8;
  private static final double LEAST_STEP = 1e-6;
  private static final double POSITIVITY = 1e-14;

  /**
   * Weights, or null where there are none.
   *
   * @param x standardised characteristics of each school
   * @param mass m of each school, above 0
   * @param mean of the target
   */
  static @Nullable Balance of(double[][] x, double[] mass, double[] mean) {
    int width = mean.length;
    double[] lambda = new double[width];
    double[] logOfMass = Arrays.stream(mass).map(Math::log).toArray();
    double[] share = share(x, logOfMass, mean, lambda, null);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[] gradient = new double[width];
      double[][] matrix = new double[width][width];
      moments(x, share, mean, gradient, matrix);
      if (new ArrayRealVector(gradient, false).getLInfNorm() < BALANCED) {
        return new Balance(share, effective(share));
      }
      for (int k = 0; k < width; k++) {
        matrix[k][k] += 1e-10;
      }
      double[] change = PositiveDefinite.solve(matrix, POSITIVITY, gradient);
      if (change == null) {
        return null;
      }
      double[] logOfSum = new double[1];
      share(x, logOfMass, mean, lambda, logOfSum);
      double before = logOfSum[0];
      double slope = Products.of(gradient, change);
      double length = 1;
      double[] moved;
      do {
        moved = lambda.clone();
        for (int k = 0; k < width; k++) {
          moved[k] -= length * change[k];
        }
        share = share(x, logOfMass, mean, moved, logOfSum);
        length /= 2;
      } while (logOfSum[0] > before - 1e-4 * 2 * length * slope && length > LEAST_STEP);
      lambda = moved;
    }
    return null;
  }

  private static double effective(double[] share) {
    return 1 / Arrays.stream(share).map(each -> each * each).sum();
  }

  /** Mean of x less the target's, and the covariance of x, under the weights. */
  private static void moments(
      double[][] x, double[] share, double[] mean, double[] gradient, double[][] matrix) {
    for (int s = 0; s < x.length; s++) {
      for (int k = 0; k < mean.length; k++) {
        gradient[k] += share[s] * (x[s][k] - mean[k]);
      }
    }
    for (int s = 0; s < x.length; s++) {
      for (int k = 0; k < mean.length; k++) {
        for (int l = 0; l < mean.length; l++) {
          matrix[k][l] +=
              share[s] * (x[s][k] - mean[k] - gradient[k]) * (x[s][l] - mean[l] - gradient[l]);
        }
      }
    }
  }

  private static double[] share(
      double[][] x,
      double[] logOfMass,
      double[] mean,
      double[] lambda,
      double @Nullable [] logOfSum) {
    double[] exponent = new double[x.length];
    double greatest = Double.NEGATIVE_INFINITY;
    for (int s = 0; s < x.length; s++) {
      exponent[s] = logOfMass[s];
      for (int k = 0; k < mean.length; k++) {
        exponent[s] += lambda[k] * (x[s][k] - mean[k]);
      }
      greatest = Math.max(greatest, exponent[s]);
    }
    double sum = 0;
    for (int s = 0; s < x.length; s++) {
      exponent[s] = Math.exp(exponent[s] - greatest);
      sum += exponent[s];
    }
    for (int s = 0; s < x.length; s++) {
      exponent[s] /= sum;
    }
    if (logOfSum != null) {
      logOfSum[0] = greatest + Math.log(sum);
    }
    return exponent;
  }

  /**
   * What a school's effect is expected to be, with the leverage of its own: weighted least squares
   * on the characteristics.
   *
   * @return for each school its expected effect and its leverage; null where they are singular
   */
  double @Nullable [][] expected(double[][] x, double[] effect) {
    int width = x[0].length + 1;
    double[][] rows = new double[x.length][];
    double[][] matrix = new double[width][width];
    double[] right = new double[width];
    for (int s = 0; s < x.length; s++) {
      double[] row = Arrays.copyOf(x[s], width);
      row[width - 1] = 1;
      rows[s] = row;
      Products.addSquare(matrix, share[s], row);
      for (int k = 0; k < width; k++) {
        right[k] += share[s] * row[k] * effect[s];
      }
    }
    for (int k = 0; k < width; k++) {
      matrix[k][k] += 1e-12;
    }
    RealMatrix inverse = PositiveDefinite.inverse(matrix, POSITIVITY, 1);
    if (inverse == null) {
      return null;
    }
    double[] beta = inverse.operate(right);
    double[][] expected = new double[x.length][2];
    for (int s = 0; s < x.length; s++) {
      double[] solved = inverse.operate(rows[s]);
      expected[s][0] = Products.of(beta, rows[s]);
      for (int k = 0; k < width; k++) {
        expected[s][1] += share[s] * rows[s][k] * solved[k];
      }
    }
    return expected;
  }
}
