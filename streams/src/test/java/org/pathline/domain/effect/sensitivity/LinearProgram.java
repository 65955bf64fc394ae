package org.pathline.domain.effect.sensitivity;

import java.util.Arrays;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.CholeskyDecomposition;

/**
 * The program behind the test of relative magnitudes, solved by search: the smallest eta for which
 * effects exist that satisfy every inequality with eta standard errors to spare.
 */
final class LinearProgram {
  private final Restriction restriction;
  private final double[][] rows;
  private final double[] values;
  private final double[] errors;
  private final double[] leverage;

  LinearProgram(EventStudy study, double[] weights, int largest, int sign, double multiple) {
    restriction = restriction(study, weights, largest, sign, multiple);
    leverage = leverage(weights);
    rows = restriction.rows();
    double[] change = study.differences().change();
    values = new double[rows.length];
    errors = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int r = 0; r < change.length; r++) {
        values[i] += rows[i][r] * change[r];
      }
      errors[i] = Math.sqrt(restriction.covarianceOfRows()[i][i]);
    }
  }

  static Restriction restriction(
      EventStudy study, double[] weights, int largest, int sign, double multiple) {
    return new Restriction(
        study.differences(),
        leverage(weights),
        Restriction.Effect.of(study.differences(), leverage(weights)),
        largest,
        sign,
        multiple);
  }

  private static double[] leverage(double[] weights) {
    double[] leverage = weights.clone();
    for (int t = weights.length - 2; t >= 0; t--) {
      leverage[t] += leverage[t + 1];
    }
    return leverage;
  }

  double largestByCorners(double theta) {
    double largest = Double.NEGATIVE_INFINITY;
    int count = leverage.length;
    double[][] corners = restriction.corners();
    for (int j = 0; j < corners.length; j++) {
      double sum = j == count ? -theta / restriction.scale(1) : 0;
      sum += j == count + 1 ? theta / restriction.scale(-1) : 0;
      for (int i = 0; i < rows.length; i++) {
        sum += corners[j][i] * values[i];
      }
      largest = Math.max(largest, sum);
    }
    return largest;
  }

  /** Bisection on eta; for each, the changes of the effects lie in boxes, and L'x has a range. */
  double largestBySearch(double theta) {
    double low = -100;
    double high = 100;
    while (high - low > 1e-9) {
      double eta = (low + high) / 2;
      if (isPossible(eta, theta)) {
        high = eta;
      } else {
        low = eta;
      }
    }
    return high;
  }

  private boolean isPossible(double eta, double theta) {
    double least = 0;
    double greatest = 0;
    int count = leverage.length;
    for (int t = 0; t < count; t++) {
      double from = values[t] - eta * errors[t];
      double to = -(values[count + t] - eta * errors[count + t]);
      if (from > to) {
        return false;
      }
      least += Math.min(leverage[t] * from, leverage[t] * to);
      greatest += Math.max(leverage[t] * from, leverage[t] * to);
    }
    return least <= theta && theta <= greatest;
  }

  /** The study with coefficients drawn around a truth. */
  static EventStudy drawn(EventStudy study, double[] truth, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    double[][] root =
        new CholeskyDecomposition(new Array2DRowRealMatrix(study.covariance())).getL().getData();
    double[] draws = new double[truth.length];
    Arrays.setAll(draws, i -> normal.sample());
    double[] coefficients = truth.clone();
    for (int i = 0; i < truth.length; i++) {
      for (int j = 0; j <= i; j++) {
        coefficients[i] += root[i][j] * draws[j];
      }
    }
    return new EventStudy(study.before(), study.after(), coefficients, study.covariance());
  }
}
