package org.pathline.domain.effect.sensitivity;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Inequalities that hold of the true coefficients if the effect is theta, as normal statistics of
 * which none should be large.
 *
 * <p>A statistic is level + slope theta. The test conditions on which of them is largest: its value
 * is then a normal one cut off at both sides. It is the hybrid of a least favourable first stage of
 * size kappa = alpha / 10 and a conditional second one. Source: I. Andrews, J. Roth and A. Pakes,
 * "Inference for linear conditional moment inequalities", Review of Economic Studies 90 (2023),
 * 2763-2791, sections 4 and 5.
 *
 * @param bounded whether the second stage counts that the first has not rejected
 */
record Moments(double[] level, double[] slope, double[][] covariance, boolean bounded) {
  /** Size of the first stage. */
  static final double FIRST_STAGE = 0.005;

  private static final double SECOND_STAGE = (0.05 - FIRST_STAGE) / (1 - FIRST_STAGE);
  private static final double NO_VARIANCE = 1e-20;
  private static final double PARALLEL = 1e-12;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /** How many statistics there are. */
  int count() {
    return level.length;
  }

  /** Largest standard error of a statistic. */
  double largestError() {
    double largest = 0;
    for (int i = 0; i < level.length; i++) {
      largest = Math.max(largest, covariance[i][i]);
    }
    return Math.sqrt(largest);
  }

  /** Lowest and highest theta that the first stage does not reject; null where there is none. */
  double @Nullable [] notRejectedAtOnce(double critical) {
    double low = Double.NEGATIVE_INFINITY;
    double high = Double.POSITIVE_INFINITY;
    for (int i = 0; i < level.length; i++) {
      if (slope[i] < 0) {
        low = Math.max(low, (critical - level[i]) / slope[i]);
      } else if (slope[i] > 0) {
        high = Math.min(high, (critical - level[i]) / slope[i]);
      } else if (level[i] > critical) {
        return null;
      }
    }
    return low <= high ? new double[] {low, high} : null;
  }

  /**
   * Whether theta is rejected at 5 %.
   *
   * @param critical critical value of the first stage
   */
  boolean rejects(double theta, double critical) {
    int largest = 0;
    for (int i = 1; i < level.length; i++) {
      if (at(i, theta) > at(largest, theta)) {
        largest = i;
      }
    }
    double statistic = at(largest, theta);
    if (statistic > critical) {
      return true;
    }
    double variance = covariance[largest][largest];
    if (!(variance > NO_VARIANCE)) {
      return statistic > 0;
    }
    if (!(statistic > 0)) {
      return false;
    }
    double low = Double.NEGATIVE_INFINITY;
    double high = bounded ? critical : Double.POSITIVE_INFINITY;
    for (int i = 0; i < level.length; i++) {
      double along = covariance[i][largest] / variance;
      if (i != largest && Math.abs(1 - along) > PARALLEL) {
        // Where this statistic would be as large as the largest one.
        double meet = (at(i, theta) - along * statistic) / (1 - along);
        if (along < 1) {
          low = Math.max(low, meet);
        } else {
          high = Math.min(high, meet);
        }
      }
    }
    double error = Math.sqrt(variance);
    if (!(low <= statistic && statistic <= high)) {
      return false;
    }
    double beyond = between(statistic / error, high / error);
    return beyond < SECOND_STAGE * between(low / error, high / error);
  }

  private double at(int i, double theta) {
    return level[i] + slope[i] * theta;
  }

  /** Probability that a standard normal variable lies between two values. */
  static double between(double low, double high) {
    return low > 0
        ? NORMAL.survivalProbability(low) - NORMAL.survivalProbability(high)
        : NORMAL.cumulativeProbability(high) - NORMAL.cumulativeProbability(low);
  }
}
