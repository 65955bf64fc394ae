package org.pathline.domain.statistics;

import org.jspecify.annotations.Nullable;

/**
 * Katz's interval for the ratio of two independent proportions, at 95 %; for large counts only.
 *
 * <p>ln(p1 / p2) ± z √(1/x1 - 1/n1 + 1/x2 - 1/n2). Source: D. Katz, J. Baptista, S. P. Azen and M.
 * C. Pike, "Obtaining confidence intervals for the risk ratio in cohort studies", Biometrics 34
 * (1978), 469-474, method C.
 */
public final class Katz {
  private Katz() {}

  /** Interval of p1 / p2; null where either count is 0, for which it is not defined. */
  public static @Nullable Interval ratio(long x1, long n1, long x2, long n2) {
    if (x1 == 0 || x2 == 0) {
      return null;
    }
    double ratio = ((double) x1 / n1) / ((double) x2 / n2);
    double half = Wilson.Z * Math.sqrt(1.0 / x1 - 1.0 / n1 + 1.0 / x2 - 1.0 / n2);
    return new Interval(ratio * Math.exp(-half), ratio * Math.exp(half));
  }
}
