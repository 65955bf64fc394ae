package org.pathline.domain.effect.sensitivity;

import org.hipparchus.analysis.solvers.BrentSolver;
import org.jspecify.annotations.Nullable;

/**
 * Whether coefficients before the policy are shown to be small, rather than only not shown to be
 * large.
 *
 * <p>The hypothesis is that one of them is as large as the bound or larger. It is rejected at 5 %
 * where each |beta_k| is below the 5 % quantile of |N(bound, s_k²)|. Source: H. Dette and M.
 * Schumann, "Testing for equivalence of pre-trends in difference-in-differences estimation",
 * Journal of Business and Economic Statistics 42 (2024), 1289-1301, section 3.1.
 *
 * @param bound against which is tested, outcome; null where none is stated
 * @param p the largest over the coefficients of P(|N(bound, s_k²)| <= |beta_k|); null without bound
 * @param least smallest bound against which the hypothesis would be rejected
 */
public record Equivalence(@Nullable Double bound, @Nullable Double p, double least) {
  private static final double LEVEL = 0.05;
  private static final int MOST_STEPS = 200;
  private static final double ACCURACY = 1e-10;

  /**
   * Test of the coefficients before the reference; null where there are none with an error.
   *
   * @param bound above 0, or null
   */
  public static @Nullable Equivalence of(EventStudy study, @Nullable Double bound) {
    double least = 0;
    double p = 0;
    for (int k = 0; k < study.beforeCount(); k++) {
      double error = Math.sqrt(study.covariance()[k][k]);
      if (!(error > 0)) {
        return null;
      }
      double size = Math.abs(study.coefficients()[k]) / error;
      least = Math.max(least, error * bound(size));
      p = bound == null ? 0 : Math.max(p, FoldedNormal.probability(size, bound / error));
    }
    return study.beforeCount() == 0
        ? null
        : new Equivalence(bound, bound == null ? null : Double.valueOf(p), least);
  }

  /** Bound at which a coefficient of that size would be the 5 % quantile; 0 for a tiny one. */
  private static double bound(double size) {
    if (FoldedNormal.probability(size, 0) <= LEVEL) {
      return 0;
    }
    return new BrentSolver(ACCURACY)
        .solve(MOST_STEPS, t -> FoldedNormal.probability(size, t) - LEVEL, 0, size + 3);
  }
}
