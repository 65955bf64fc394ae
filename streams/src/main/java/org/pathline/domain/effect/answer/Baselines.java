package org.pathline.domain.effect.answer;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.answer.EffectAnswer.Baseline;
import org.pathline.domain.effect.cell.StudyPanel;

/**
 * Standardised differences, for readers who compare studies.
 *
 * <p>Of rates the Cox index, the logarithm of the odds ratio over 1.65; of grade points the
 * difference of means over the standard deviation of students. Source: What Works Clearinghouse,
 * "Procedures and standards handbook", version 5.0 (2022), appendix E.
 */
final class Baselines {
  private static final double LOGISTIC = 1.65;

  private Baselines() {}

  /**
   * Difference of the arms in the years before any school adopts, and the effect in that unit.
   *
   * @param binary whether the outcome is attained or not
   * @param effect overall effect; null where there is none
   * @param clusters in the arm with fewer
   */
  static Baseline of(StudyPanel side, boolean binary, @Nullable Double effect, int clusters) {
    Panel panel = side.panel();
    int firstAdoption = panel.firstAdoption();
    // n, sum and sum of squares: arms before the first adoption, then students under the policy.
    double[][] sums = new double[3][3];
    for (int s = 0; s < panel.units().size(); s++) {
      PanelUnit unit = panel.units().get(s);
      for (int t = 0; t < panel.timeCount(); t++) {
        boolean under = unit.everAdopts() && panel.time(t) >= unit.adopted();
        boolean before = panel.time(t) < firstAdoption;
        if (before || under) {
          double[] into = sums[under ? 2 : unit.everAdopts() ? 0 : 1];
          into[0] += panel.size(s, t);
          into[1] += panel.total(s, t);
          into[2] += side.squares(s, panel.time(t));
        }
      }
    }
    Double difference = difference(sums[0], sums[1], binary);
    Double size = null;
    if (effect != null && sums[2][0] > 0) {
      double[] without = sums[2].clone();
      without[1] -= effect * without[0];
      size = difference(sums[2], without, binary);
    }
    return new Baseline(difference, size, WhatWorks.of(clusters, difference));
  }

  private static @Nullable Double difference(double[] one, double[] other, boolean binary) {
    if (!(one[0] > 1 && other[0] > 1)) {
      return null;
    }
    double p = one[1] / one[0];
    double q = other[1] / other[0];
    if (binary) {
      boolean inside = p > 0 && p < 1 && q > 0 && q < 1;
      return inside
          ? Double.valueOf((Math.log(p / (1 - p)) - Math.log(q / (1 - q))) / LOGISTIC)
          : null;
    }
    double variance =
        (one[2] - one[0] * p * p + other[2] - other[0] * q * q) / (one[0] + other[0] - 2);
    return variance > 0 ? Double.valueOf((p - q) / Math.sqrt(variance)) : null;
  }
}
