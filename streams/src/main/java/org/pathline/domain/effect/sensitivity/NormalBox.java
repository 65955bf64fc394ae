package org.pathline.domain.effect.sensitivity;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;

/**
 * A normal vector and the box |x_k| <= c s_k, s_k being its standard errors: how likely it is in
 * it, and where it is on average if it is.
 *
 * <p>One and two dimensions are integrated exactly. More are drawn one after the other given those
 * before (A. Genz, "Numerical computation of multivariate normal probabilities", Journal of
 * Computational and Graphical Statistics 1 (1992), 141-149), on a lattice that is always the same.
 * The mean follows from probabilities of boxes of one dimension less (G. M. Tallis, "The moment
 * generating function of the truncated multi-normal distribution", Journal of the Royal Statistical
 * Society B 23 (1961), 223-229).
 */
final class NormalBox {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(48);
  private static final int POINTS = 4_001;
  private static final double SINGULAR = 1e-10;

  private final double[][] covariance;
  private final double threshold;

  /**
   * Box of a covariance.
   *
   * @param threshold c
   */
  NormalBox(double[][] covariance, double threshold) {
    this.covariance = covariance;
    this.threshold = threshold;
  }

  /** Probability of the box around 0 for a mean. */
  double probability(double[] mean) {
    int count = mean.length;
    double[] low = new double[count];
    double[] high = new double[count];
    for (int k = 0; k < count; k++) {
      double error = Math.sqrt(covariance[k][k]);
      low[k] = -threshold * error - mean[k];
      high[k] = threshold * error - mean[k];
    }
    return between(low, high, covariance);
  }

  /** Mean of the vector given that it is in the box. */
  double[] mean(double[] mean) {
    int count = mean.length;
    double inside = probability(mean);
    double[] pull = new double[count];
    for (int k = 0; k < count; k++) {
      double error = Math.sqrt(covariance[k][k]);
      for (int side = -1; side <= 1; side += 2) {
        double at = side * threshold * error - mean[k];
        pull[k] -= side * NORMAL.density(at / error) / error * without(k, at, mean) / inside;
      }
    }
    double[] moved = mean.clone();
    for (int i = 0; i < count; i++) {
      for (int k = 0; k < count; k++) {
        moved[i] += covariance[i][k] * pull[k];
      }
    }
    return moved;
  }

  /** Probability of the box of all others, given where one of them is, less its mean. */
  private double without(int k, double at, double[] mean) {
    int count = mean.length - 1;
    if (count == 0) {
      return 1;
    }
    double[] low = new double[count];
    double[] high = new double[count];
    double[][] rest = new double[count][count];
    for (int i = 0; i < count; i++) {
      int from = i < k ? i : i + 1;
      double error = Math.sqrt(covariance[from][from]);
      double moved = mean[from] + covariance[from][k] / covariance[k][k] * at;
      low[i] = -threshold * error - moved;
      high[i] = threshold * error - moved;
      for (int j = 0; j < count; j++) {
        int to = j < k ? j : j + 1;
        rest[i][j] =
            covariance[from][to] - covariance[from][k] * covariance[to][k] / covariance[k][k];
      }
    }
    return between(low, high, rest);
  }

  private static double between(double[] low, double[] high, double[][] covariance) {
    return switch (low.length) {
      case 1 -> slice(low[0], high[0], 0, Math.sqrt(Math.max(0, covariance[0][0])));
      case 2 -> ofTwo(low, high, covariance);
      default -> ofMany(low, high, root(covariance));
    };
  }

  private static double slice(double low, double high, double mean, double error) {
    if (!(error > 0)) {
      return low <= mean && mean <= high ? 1 : 0;
    }
    return Moments.between((low - mean) / error, (high - mean) / error);
  }

  private static double ofTwo(double[] low, double[] high, double[][] covariance) {
    double error = Math.sqrt(covariance[0][0]);
    if (!(error > 0)) {
      return slice(low[0], high[0], 0, 0)
          * slice(low[1], high[1], 0, Math.sqrt(Math.max(0, covariance[1][1])));
    }
    double from = Math.max(-9, low[0] / error);
    double to = Math.min(9, high[0] / error);
    double tilt = covariance[0][1] / error;
    double rest = Math.sqrt(Math.max(0, covariance[1][1] - tilt * tilt));
    if (!(to > from)) {
      return 0;
    }
    double sum = 0;
    for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
      double z = (to + from) / 2 + (to - from) / 2 * RULE.getPoint(i);
      sum += RULE.getWeight(i) * NORMAL.density(z) * slice(low[1], high[1], tilt * z, rest);
    }
    return (to - from) / 2 * sum;
  }

  /** Root below the diagonal; a vector that follows from those before has 0 on it. */
  private static double[][] root(double[][] covariance) {
    int count = covariance.length;
    double[][] root = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        double rest = covariance[i][j];
        for (int k = 0; k < j; k++) {
          rest -= root[i][k] * root[j][k];
        }
        if (i == j) {
          root[i][i] = rest > SINGULAR * covariance[i][i] ? Math.sqrt(rest) : 0;
        } else {
          root[i][j] = root[j][j] > 0 ? rest / root[j][j] : 0;
        }
      }
    }
    return root;
  }

  private static double ofMany(double[] low, double[] high, double[][] root) {
    int count = low.length;
    double[] generator = generator(count - 1);
    double[] draw = new double[count];
    double sum = 0;
    for (int point = 0; point < POINTS; point++) {
      // Each point with its mirror image, folded so that the lattice is periodic.
      for (int side = 0; side < 2; side++) {
        double product = 1;
        for (int i = 0; i < count && product > 0; i++) {
          double mean = 0;
          for (int k = 0; k < i; k++) {
            mean += root[i][k] * draw[k];
          }
          double error = root[i][i];
          double share = slice(low[i], high[i], mean, error);
          product *= share;
          if (i < count - 1 && error > 0 && share > 0) {
            double folded = Math.abs(2 * fraction((point + 0.5) * generator[i]) - 1);
            double u = side == 0 ? folded : 1 - folded;
            draw[i] = quantile((low[i] - mean) / error, share, u);
          } else {
            draw[i] = 0;
          }
        }
        sum += product / 2;
      }
    }
    return sum / POINTS;
  }

  /** Quantile u of a normal variable from a bound on, the next of which has that share. */
  private static double quantile(double low, double share, double u) {
    if (low > 0) {
      return NORMAL.inverseSurvivalProbability(
          Math.max(Double.MIN_NORMAL, NORMAL.survivalProbability(low) - u * share));
    }
    double p = NORMAL.cumulativeProbability(low) + u * share;
    return NORMAL.inverseCumulativeProbability(Math.min(Math.max(p, Double.MIN_NORMAL), 1 - 1e-16));
  }

  private static double fraction(double value) {
    return value - Math.floor(value);
  }

  /** Roots of the first primes. */
  private static double[] generator(int count) {
    double[] roots = new double[count];
    int prime = 1;
    for (int i = 0; i < count; i++) {
      int candidate = prime + 1;
      while (hasDivisor(candidate)) {
        candidate++;
      }
      prime = candidate;
      roots[i] = Math.sqrt(prime);
    }
    return roots;
  }

  private static boolean hasDivisor(int number) {
    return Arrays.stream(new int[] {2, 3, 5, 7, 11, 13})
        .anyMatch(each -> each < number && number % each == 0);
  }
}
