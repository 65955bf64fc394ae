package org.pathline.domain.statistics;

/**
 * Wilson's score interval for a proportion, at 95 %.
 *
 * <p>The bounds are the proportions p at which the observed share lies z standard errors of p away:
 * the roots of (x/n - p)² = z² p (1 - p) / n. Source: E. B. Wilson, "Probable inference, the law of
 * succession, and statistical inference", Journal of the American Statistical Association 22
 * (1927), 209-212; without continuity correction, as in R. G. Newcombe, Statistics in Medicine 17
 * (1998), 857-872, method 3.
 */
public final class Wilson {
  /** Standard normal deviate that leaves 2.5 % above it. */
  public static final double Z = 1.959963984540054;

  private Wilson() {}

  /**
   * Interval of a proportion.
   *
   * @param attained how many of the observed attained, from 0 to {@code observed}
   * @param observed how many were observed, at least 1
   * @return bounds from 0 to 1
   * @throws IllegalArgumentException when the counts are no proportion
   */
  public static Interval interval(long attained, long observed) {
    check(attained, observed);
    double n = observed;
    double share = attained / n;
    double zSquared = Z * Z;
    double centre = (attained + zSquared / 2) / (n + zSquared);
    double half = Z / (n + zSquared) * Math.sqrt(n * share * (1 - share) + zSquared / 4);
    // At the ends the bound is the share itself, which rounding would miss by a hair.
    return new Interval(
        attained == 0 ? 0 : Math.max(0, centre - half),
        attained == observed ? 1 : Math.min(1, centre + half));
  }

  static void check(long attained, long observed) {
    if (observed < 1 || attained < 0 || attained > observed) {
      throw new IllegalArgumentException(attained + " of " + observed + " is no proportion");
    }
  }
}
