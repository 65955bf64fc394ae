package org.pathline.domain.effect.generality;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.generality.Comparability.Balanced;
import org.pathline.domain.effect.generality.Comparability.With;

/**
 * The effects of treated schools, weighted until the schools are like a target.
 *
 * @param effect the weighted effect with its error
 * @param effective how many schools of equal weight they are worth
 * @param degreesOfFreedom of the error
 * @param variance of the effects under the weights beyond their errors, below 0 where errors alone
 *     would be more; null where the errors are unknown
 */
public record Carried(
    Estimate effect, double effective, int degreesOfFreedom, @Nullable Double variance) {

  /**
   * Effect for the students of the target, or of a part of it; null where there are no such
   * weights.
   *
   * @param units schools of the effects
   * @param beyond fewest schools that they must be worth beyond the number of characteristics
   */
  public static @Nullable Carried of(
      SchoolEffects effects,
      List<SchoolId> units,
      Comparability comparability,
      With with,
      double beyond) {
    int[] schools = schools(effects, units, comparability);
    Balanced balanced =
        comparability.balanced(with, Arrays.stream(schools).mapToObj(units::get).toList());
    if (balanced == null) {
      return null;
    }
    Balance balance = balanced.balance();
    int freedom = (int) Math.round(balance.effective()) - comparability.balanced() - 1;
    if (freedom < beyond) {
      return null;
    }
    double[] effect = new double[schools.length];
    double[] all = effects.effects();
    for (int i = 0; i < schools.length; i++) {
      effect[i] = all[schools[i]];
    }
    double[][] expected = balance.expected(balanced.x(), effect);
    if (expected == null) {
      return null;
    }
    double[] residual = new double[schools.length];
    for (int i = 0; i < schools.length; i++) {
      // As if the school had been left out of what is expected of it.
      residual[i] = (effect[i] - expected[i][0]) / Math.max(0.1, 1 - expected[i][1]);
    }
    Estimate estimate = effects.mean(schools, balance.share(), residual);
    return new Carried(
        estimate,
        balance.effective(),
        freedom,
        variance(effects, schools, balance.share(), effect, estimate.value()));
  }

  /** Units with an effect and characteristics. */
  static int[] schools(SchoolEffects effects, List<SchoolId> units, Comparability comparability) {
    int[] found = new int[units.size()];
    int count = 0;
    for (int s = 0; s < units.size(); s++) {
      if (effects.isTold(s) && comparability.isKnown(units.get(s))) {
        found[count++] = s;
      }
    }
    return Arrays.copyOf(found, count);
  }

  /** Method of moments: E sum of w (effect - mean)² = tau² (1 - sum of w²) + sum of w (1 - w) v. */
  private static @Nullable Double variance(
      SchoolEffects effects, int[] schools, double[] share, double[] effect, double mean) {
    double left = 0;
    double squares = 0;
    for (int i = 0; i < schools.length; i++) {
      Double variance = effects.variance(schools[i]);
      if (variance == null) {
        return null;
      }
      left += share[i] * ((effect[i] - mean) * (effect[i] - mean) - (1 - share[i]) * variance);
      squares += share[i] * share[i];
    }
    return left / (1 - squares);
  }
}
