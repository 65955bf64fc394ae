package org.pathline.domain.statistics;

import org.jspecify.annotations.Nullable;

/**
 * A confidence interval at the level of its method.
 *
 * @param low lower bound
 * @param high upper bound, not below the lower one
 */
public record Interval(double low, double high) {

  /** Lower bound of an interval, or null. */
  public static @Nullable Double low(@Nullable Interval interval) {
    return interval == null ? null : Double.valueOf(interval.low);
  }

  /** Upper bound of an interval, or null. */
  public static @Nullable Double high(@Nullable Interval interval) {
    return interval == null ? null : Double.valueOf(interval.high);
  }
}
