package org.pathline.domain.effect.design;

import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;

/**
 * The smallest effect that a design finds four times out of five.
 *
 * <p>(t_.975 + t_.80) times the standard error, of Student's t with one degree of freedom less than
 * the smaller number of clusters. Source: H. S. Bloom, "Minimum detectable effects", Evaluation
 * Review 19 (1995), 547-556.
 */
public final class MinimumDetectable {
  private static final double TAIL = 0.025;
  private static final double MISSED = 0.2;

  private MinimumDetectable() {}

  /**
   * Effect that is found with a power of 80 % at the level of 5 %; null where it is not determined.
   *
   * @param fewerClusters number of clusters in the arm with fewer
   * @return in the unit of the standard error
   */
  public static @Nullable Double effect(double standardError, int fewerClusters) {
    if (fewerClusters < 2 || !(standardError > 0)) {
      return null;
    }
    TDistribution student = TDistribution.of(fewerClusters - 1);
    return standardError
        * (student.inverseSurvivalProbability(TAIL) + student.inverseSurvivalProbability(MISSED));
  }
}
