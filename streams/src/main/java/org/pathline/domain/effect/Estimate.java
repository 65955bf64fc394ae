package org.pathline.domain.effect;

import org.hipparchus.util.MathArrays;

/**
 * An estimate whose error is, to first order, a sum over units.
 *
 * <p>So a difference of estimates over the same units is the difference of their values and, unit
 * by unit, of their contributions, however strongly they are correlated.
 *
 * @param value the estimate
 * @param contributions what each unit adds to the error, psi_s / N, by index of the unit; read only
 */
public record Estimate(double value, double[] contributions) {

  /** This estimate plus a multiple of another one over the same units. */
  public Estimate plus(double factor, Estimate other) {
    double[] sum = contributions.clone();
    for (int s = 0; s < sum.length; s++) {
      sum[s] += factor * other.contributions[s];
    }
    return new Estimate(value + factor * other.value, sum);
  }

  /** A multiple of this estimate. */
  public Estimate times(double factor) {
    return new Estimate(value * factor, MathArrays.scale(factor, contributions));
  }

  /**
   * Standard error, the root of the sum over clusters of squared sums of contributions, without a
   * factor for small samples.
   */
  public double standardError(Clusters clusters) {
    return standardError(clusters.sums(contributions));
  }

  /** Standard error of an estimate with such sums of contributions by cluster. */
  static double standardError(double[] sums) {
    double squares = 0;
    for (double sum : sums) {
      squares += sum * sum;
    }
    return Math.sqrt(squares);
  }
}
