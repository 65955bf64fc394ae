package org.pathline.domain.effect.answer;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.statistics.Interval;
import org.pathline.domain.statistics.Wilson;

/**
 * An estimate with its error.
 *
 * @param value the estimate
 * @param standardError clustered; null where there is none
 * @param interval at 95 %; null where there is no standard error
 * @param p of no effect, two-sided; null where there is no standard error
 */
public record Figure(double value, Double standardError, Interval interval, Double p) {
  private static final double TAIL = 0.025;

  /** Figure with the normal distribution, as for many clusters; null for no estimate. */
  static @Nullable Figure normal(Estimate estimate, Clusters clusters) {
    if (estimate == null) {
      return null;
    }
    double error = estimate.standardError(clusters);
    double z = Math.abs(estimate.value()) / error;
    return of(
        estimate.value(), error, Wilson.Z, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
  }

  /**
   * Figure with Student's distribution, for few clusters; null for no estimate.
   *
   * @param degreesOfFreedom one less than the number of clusters in the arm with fewer; below 1
   *     there is no error
   */
  static @Nullable Figure student(Estimate estimate, Clusters clusters, int degreesOfFreedom) {
    if (estimate == null) {
      return null;
    }
    if (degreesOfFreedom < 1) {
      return new Figure(estimate.value(), null, null, null);
    }
    TDistribution student = TDistribution.of(degreesOfFreedom);
    double error = estimate.standardError(clusters);
    double t = Math.abs(estimate.value()) / error;
    return of(
        estimate.value(),
        error,
        student.inverseSurvivalProbability(TAIL),
        2 * student.survivalProbability(t));
  }

  /** Student's quantile at 95 %, two-sided. */
  static double quantile(int degreesOfFreedom) {
    return quantile(degreesOfFreedom, 2 * TAIL);
  }

  /** Student's quantile that is exceeded, in size, with a probability. */
  static double quantile(int degreesOfFreedom, double level) {
    return TDistribution.of(degreesOfFreedom).inverseSurvivalProbability(level / 2);
  }

  /** Student's quantile over the normal one, both at 95 %. */
  static double widening(int degreesOfFreedom) {
    return quantile(degreesOfFreedom) / Wilson.Z;
  }

  private static Figure of(double value, double error, double quantile, double p) {
    if (!(error > 0)) {
      return new Figure(value, null, null, null);
    }
    double half = quantile * error;
    return new Figure(value, error, new Interval(value - half, value + half), p);
  }

  /** The interval of a uniform band around it; null without a band or a standard error. */
  @Nullable Interval in(UniformBand band) {
    if (band == null || standardError == null) {
      return null;
    }
    double[] around = band.around(value, standardError);
    return new Interval(around[0], around[1]);
  }

  /** Whether the interval lies on one side of 0. */
  boolean excludesZero() {
    return interval != null && (interval.low() > 0 || interval.high() < 0);
  }
}
