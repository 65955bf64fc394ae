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
public record Figure(
    double value, @Nullable Double standardError, @Nullable Interval interval, @Nullable Double p) {
  private static final double TAIL = 0.025;

  /** Figure of a value whose error cannot be known. */
  static Figure withoutError(double value) {
    return new Figure(value, null, null, null);
  }

  /** Figure with the normal distribution, as for many clusters. */
  static Figure normal(Estimate estimate, Clusters clusters) {
    double error = estimate.standardError(clusters);
    double z = Math.abs(estimate.value()) / error;
    return of(
        estimate.value(), error, Wilson.Z, 2 * NormalDistribution.of(0, 1).survivalProbability(z));
  }

  /**
   * Figure with Student's distribution, for few clusters.
   *
   * @param degreesOfFreedom one less than the number of clusters in the arm with fewer; below 1
   *     there is no error
   */
  static Figure student(Estimate estimate, Clusters clusters, int degreesOfFreedom) {
    if (degreesOfFreedom < 1) {
      return withoutError(estimate.value());
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

  /** The same of what may not have been estimated; null where it was not. */
  static @Nullable Figure studentOfNullable(
      @Nullable Estimate estimate, Clusters clusters, int degreesOfFreedom) {
    return estimate == null ? null : student(estimate, clusters, degreesOfFreedom);
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
      return withoutError(value);
    }
    double half = quantile * error;
    return new Figure(value, error, new Interval(value - half, value + half), p);
  }

  /** The interval of a uniform band around it; null without a band or a standard error. */
  @Nullable Interval in(@Nullable UniformBand band) {
    return band == null || standardError == null ? null : band.around(value, standardError);
  }

  /** Whether the interval lies on one side of 0. */
  boolean excludesZero() {
    return interval != null && leavesOutZero(interval);
  }

  /** Whether an interval lies on one side of 0. */
  static boolean leavesOutZero(Interval interval) {
    return interval.low() > 0 || interval.high() < 0;
  }
}
