package org.pathline.domain.effect.generality;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Products;

/**
 * How effects are spread over the treated schools.
 *
 * @param mean of the random-effects model, with its error
 * @param schools whose effects are told
 * @param beyond their errors
 */
public record Spread(Estimate mean, int schools, Heterogeneity beyond) {
  private static final int FEWEST = 3;
  private static final double TAIL = 0.025;
  private static final int HALVINGS = 30;

  /** Spread, or null with fewer than three schools or where their errors are unknown. */
  public static @Nullable Spread of(SchoolEffects effects) {
    double[] all = effects.effects();
    int[] schools = new int[all.length];
    int count = 0;
    for (int s = 0; s < all.length; s++) {
      if (effects.isTold(s)) {
        if (effects.variance(s) == null) {
          return null;
        }
        schools[count++] = s;
      }
    }
    if (count < FEWEST) {
      return null;
    }
    schools = Arrays.copyOf(schools, count);
    double[] effect = Arrays.stream(schools).mapToDouble(s -> all[s]).toArray();
    double[] variance = Arrays.stream(schools).mapToDouble(effects::variance).toArray();
    Heterogeneity found = Heterogeneity.of(effect, variance, effects.degreesOfFreedom());
    double[] share = Heterogeneity.shares(variance, found.tau() * found.tau());
    double mean = Products.of(share, effect);
    double[] residual = new double[count];
    for (int i = 0; i < count; i++) {
      residual[i] = effect[i] - mean;
    }
    return new Spread(effects.mean(schools, share, residual), count, found);
  }

  /**
   * Half of the width of the interval that holds the effect in one more school at 95 %.
   *
   * <p>It solves mean over the likely tau² of T(half / √(tau² + more + se²)) = 0.975, so that it is
   * as wide as not knowing tau demands. Source: K. Nagashima, H. Noma and T. A. Furukawa,
   * "Prediction intervals for random-effects meta-analysis: a confidence distribution approach",
   * Statistical Methods in Medical Research 28 (2019), 1689-1702.
   *
   * @param more by how much the variance of the effects is greater than among the treated schools
   * @param error standard error of the mean that the interval lies around
   */
  public double halfOfPrediction(double more, double error, int degreesOfFreedom) {
    TDistribution student = TDistribution.of(Math.max(1, degreesOfFreedom));
    double[] likely = beyond.likely();
    double high = 0;
    for (double each : likely) {
      high = Math.max(high, Math.sqrt(Math.max(0, each + more) + error * error));
    }
    high *= student.inverseSurvivalProbability(TAIL);
    // Falling, as it says how likely an effect lies farther off.
    Crossing crossing =
        new Crossing(
            middle -> {
              double sum = 0;
              for (double each : likely) {
                double spread = Math.sqrt(Math.max(0, each + more) + error * error);
                sum += student.cumulativeProbability(middle / spread);
              }
              return -(sum / likely.length);
            },
            -(1 - TAIL));
    return crossing.within(0, high, HALVINGS, Double.NEGATIVE_INFINITY);
  }
}
