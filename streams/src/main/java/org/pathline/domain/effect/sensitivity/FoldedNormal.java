package org.pathline.domain.effect.sensitivity;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.pathline.domain.statistics.Wilson;

/** Distribution of |Z + t|, Z being standard normal. */
public final class FoldedNormal {
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double LEVEL = 0.95;

  /** From here on the far tail is below 1e-19 and the quantile is that of Z + t. */
  private static final double FAR = 8;

  private static final int MOST_STEPS = 60;
  private static final double CONVERGED = 1e-14;

  /** Its quantile for large t, less t. */
  static final double ONE_SIDED = NORMAL.inverseCumulativeProbability(LEVEL);

  private FoldedNormal() {}

  /** Probability that |Z + t| is at most q. */
  public static double probability(double q, double t) {
    return q <= 0 ? 0 : Moments.between(-q - Math.abs(t), q - Math.abs(t));
  }

  /** 95 % quantile of |Z + t|, by Newton's method. */
  public static double quantile(double t) {
    double shift = Math.abs(t);
    if (shift > FAR) {
      return shift + ONE_SIDED;
    }
    // Above the root the distribution function is concave, so that no step goes beyond it twice.
    double q = Math.max(Wilson.Z, shift + ONE_SIDED);
    for (int step = 0; step < MOST_STEPS; step++) {
      double density = NORMAL.density(q - shift) + NORMAL.density(q + shift);
      double change = (probability(q, shift) - LEVEL) / density;
      q -= change;
      if (Math.abs(change) < CONVERGED * q) {
        break;
      }
    }
    return q;
  }
}
