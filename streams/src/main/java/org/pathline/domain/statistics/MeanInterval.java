package org.pathline.domain.statistics;

import java.math.BigDecimal;
import java.math.MathContext;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Student's t interval for a mean, at 95 %, from a sum and a sum of squares.
 *
 * <p>The bounds are m ± t s / √n, with s² = (Σx² - (Σx)²/n) / (n - 1) and t the 97.5 % quantile of
 * Student's distribution with n - 1 degrees of freedom. Source: Student, "The probable error of a
 * mean", Biometrika 6 (1908), 1-25.
 */
public final class MeanInterval {
  private static final double TAIL = 0.025;

  private MeanInterval() {}

  /**
   * Interval of the mean of {@code n} values; null where there are fewer than two, which say
   * nothing of their spread.
   *
   * @param n number of values
   * @param sum sum of the values, in any unit
   * @param sumOfSquares sum of their squares, in that unit squared
   * @return bounds in the unit of the values
   */
  public static @Nullable Interval interval(long n, BigDecimal sum, BigDecimal sumOfSquares) {
    if (n < 2) {
      return null;
    }
    BigDecimal count = BigDecimal.valueOf(n);
    double mean = mean(n, sum);
    // n Σx² - (Σx)² is taken exactly: in floating point the two nearly cancel.
    double spread = count.multiply(sumOfSquares).subtract(sum.multiply(sum)).doubleValue();
    // Sums that were rounded on their way can leave a hair less than nothing.
    double variance = Math.max(0, spread) / ((double) n * (n - 1));
    double quantile = TDistribution.of(n - 1).inverseSurvivalProbability(TAIL);
    double half = quantile * Math.sqrt(variance / n);
    return new Interval(mean - half, mean + half);
  }

  /**
   * Mean of {@code n} values.
   *
   * @param n number of values, at least 1
   * @param sum their sum
   */
  public static double mean(long n, BigDecimal sum) {
    return sum.divide(BigDecimal.valueOf(n), MathContext.DECIMAL64).doubleValue();
  }
}
