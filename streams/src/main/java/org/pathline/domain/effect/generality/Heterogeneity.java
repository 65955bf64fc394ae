package org.pathline.domain.effect.generality;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.pathline.domain.effect.Products;

/**
 * How much effects differ between schools beyond their errors, by a random-effects model: effect_s
 * = mean + u_s + e_s, Var u = tau², Var e_s known.
 *
 * <p>tau² solves sum of (effect_s - mean)² / (v_s + tau²) = k - 1 (R. C. Paule and J. Mandel,
 * "Consensus values and weighting factors", Journal of Research of the National Bureau of Standards
 * 87 (1982), 377-385). It is preferred to REML because it takes no distribution of the effects for
 * granted, and because its equation falls in tau², so that it has one solution or none. The
 * interval of tau holds all values that the chi-squared distribution of that sum does not reject
 * (W. Viechtbauer, "Confidence intervals for the amount of heterogeneity in meta-analysis",
 * Statistics in Medicine 26 (2007), 37-52).
 *
 * @param tau standard deviation of the effects, at least 0
 * @param low least tau at 95 %
 * @param high greatest tau at 95 %
 * @param likely tau² at equally likely quantiles of its confidence distribution; read only
 */
public record Heterogeneity(double tau, double low, double high, double[] likely) {
  /** In how many parts the confidence distribution of tau² is cut. */
  static final int QUANTILES = 50;

  private static final double TAIL = 0.025;
  private static final int STRIDE = 17;
  private static final int HALVINGS = 60;

  /**
   * Heterogeneity of at least two effects with the variances of their errors.
   *
   * @param degreesOfFreedom with which the scale of the variances was estimated
   */
  static Heterogeneity of(double[] effect, double[] variance, double degreesOfFreedom) {
    DoubleUnaryOperator q = tauSquared -> q(effect, variance, tauSquared);
    ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(effect.length - 1.0);
    double scale = 0;
    for (int s = 0; s < effect.length; s++) {
      scale =
          Math.max(scale, Math.max(variance[s], (effect[s] - effect[0]) * (effect[s] - effect[0])));
    }
    return new Heterogeneity(
        Math.sqrt(solve(q, effect.length - 1.0, scale)),
        Math.sqrt(solve(q, chiSquared.inverseSurvivalProbability(TAIL), scale)),
        Math.sqrt(solve(q, chiSquared.inverseCumulativeProbability(TAIL), scale)),
        likely(effect, variance, degreesOfFreedom, scale));
  }

  /** Every quantile of the sum is held against another one of the variances' scale. */
  private static double[] likely(
      double[] effect, double[] variance, double degreesOfFreedom, double scale) {
    ChiSquaredDistribution ofSum = ChiSquaredDistribution.of(effect.length - 1.0);
    ChiSquaredDistribution ofScale = ChiSquaredDistribution.of(degreesOfFreedom);
    double[] likely = new double[QUANTILES];
    for (int i = 0; i < QUANTILES; i++) {
      double at = ofSum.inverseCumulativeProbability((i + 0.5) / QUANTILES);
      int other = (STRIDE * i + STRIDE / 2) % QUANTILES;
      double factor =
          degreesOfFreedom / ofScale.inverseCumulativeProbability((other + 0.5) / QUANTILES);
      double[] scaled = Arrays.stream(variance).map(each -> factor * each).toArray();
      likely[i] = solve(tauSquared -> q(effect, scaled, tauSquared), at, scale);
    }
    return likely;
  }

  /** Weights 1 / (v + tau²), which sum to 1. */
  static double[] shares(double[] variance, double tauSquared) {
    // Quotients and sums in loops of their own, as a processor divides several numbers at once.
    double[] shares = new double[variance.length];
    for (int s = 0; s < shares.length; s++) {
      shares[s] = 1 / (variance[s] + tauSquared);
    }
    double sum = 0;
    for (double share : shares) {
      sum += share;
    }
    for (int s = 0; s < shares.length; s++) {
      shares[s] /= sum;
    }
    return shares;
  }

  static double q(double[] effect, double[] variance, double tauSquared) {
    double[] shares = shares(variance, tauSquared);
    double mean = Products.of(shares, effect);
    double[] parts = shares;
    for (int s = 0; s < parts.length; s++) {
      parts[s] = (effect[s] - mean) * (effect[s] - mean) / (variance[s] + tauSquared);
    }
    double q = 0;
    for (double part : parts) {
      q += part;
    }
    return q;
  }

  /** Where a falling function has a value; 0 where it lies below it from the start. */
  private static double solve(DoubleUnaryOperator falling, double value, double scale) {
    Crossing crossing = new Crossing(falling, value);
    if (crossing.at(0) <= value) {
      return 0;
    }
    double high = scale;
    while (crossing.at(high) > value) {
      high *= 2;
    }
    return crossing.within(0, high, HALVINGS, 1e-10 * scale);
  }
}
