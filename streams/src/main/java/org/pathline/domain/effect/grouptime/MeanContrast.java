package org.pathline.domain.effect.grouptime;

import org.hipparchus.linear.RealMatrix;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Weighting;
import org.pathline.domain.effect.grouptime.RefusedEffect.Refusal;

/**
 * The change of a group less that of its comparison without covariates: what {@link Contrast} comes
 * to by regression when x is the constant alone, and the fit a mean.
 *
 * <p>It reads the panel's own columns, of all units at one time. Each sum takes the same rows in
 * the same order as the regression does, so that both give the same digits.
 */
final class MeanContrast {
  private final int[] group;
  private final int[] comparison;
  private final double[][] weight;
  private final double[][] outcome;
  private final double[] contributions;

  /**
   * Contrast of columns by unit.
   *
   * @param weight of a unit's row of each period, the later one first; 0 where it has none
   * @param outcome of the same rows
   */
  private MeanContrast(int[] group, int[] comparison, double[][] weight, double[][] outcome) {
    this.group = group;
    this.comparison = comparison;
    this.weight = weight;
    this.outcome = outcome;
    contributions = new double[weight[0].length];
  }

  /**
   * Estimate of a comparison.
   *
   * @param group units of the group, by index
   * @param comparison units compared with
   * @param base index of the earlier time, or of the one to compare with
   * @param time index of the other
   * @throws Refused when nothing is observed of one side
   */
  static Estimate of(Panel panel, int[] group, int[] comparison, int base, int time)
      throws Refused {
    MeanContrast contrast =
        panel.weighting() == Weighting.UNIT
            ? new MeanContrast(
                group,
                comparison,
                new double[][] {weights(panel)},
                new double[][] {differences(panel, base, time)})
            : new MeanContrast(
                group,
                comparison,
                new double[][] {panel.sizes(time), panel.sizes(base)},
                new double[][] {panel.means(time), panel.means(base)});
    double value = contrast.period(0, 1);
    if (contrast.weight.length > 1) {
      value += contrast.period(1, -1);
    }
    return new Estimate(value, contrast.contributions);
  }

  private static double[] weights(Panel panel) {
    double[] weights = new double[panel.units().size()];
    for (int s = 0; s < weights.length; s++) {
      weights[s] = panel.units().get(s).weight();
    }
    return weights;
  }

  private static double[] differences(Panel panel, int base, int time) {
    double[] differences = panel.means(time).clone();
    for (int s = 0; s < differences.length; s++) {
      differences[s] -= panel.mean(s, base);
    }
    return differences;
  }

  /** A period's part with a sign, its error added with that sign. */
  private double period(int period, int sign) throws Refused {
    double[] w = weight[period];
    double[] y = outcome[period];
    double[] ofComparison = totals(comparison, w, y);
    double[] ofGroup = totals(group, w, y);
    if (!(ofComparison[0] > 0 && ofGroup[0] > 0)) {
      throw new Refused(Refusal.NOTHING_OBSERVED);
    }
    RealMatrix inverse =
        Regression.inverse(new double[][] {{ofComparison[0]}}, Refusal.SINGULAR_COVARIATES);
    double fitted = inverse.operate(new double[] {ofComparison[1]})[0];
    double value = meanOfGroup(w, y, ofGroup, sign) + meanOfFit(fitted, -sign);
    double along = inverse.operate(new double[] {-sign})[0];
    for (int s : comparison) {
      if (w[s] > 0) {
        contributions[s] += w[s] * (y[s] - fitted) * along;
      }
    }
    return value;
  }

  /** Weight of some units, and weighted sum of their outcomes. */
  private static double[] totals(int[] of, double[] w, double[] y) {
    double total = 0;
    double sum = 0;
    for (int s : of) {
      if (w[s] > 0) {
        total += w[s];
        sum += w[s] * y[s];
      }
    }
    return new double[] {total, sum};
  }

  private double meanOfGroup(double[] w, double[] y, double[] totals, int sign) {
    double mean = totals[1] / totals[0];
    for (int s : group) {
      if (w[s] > 0) {
        contributions[s] += sign * w[s] * (y[s] - mean) / totals[0];
      }
    }
    return sign * mean;
  }

  /** Mean of what is fitted over the group's rows of all periods: the fit itself, but rounded. */
  private double meanOfFit(double fitted, int sign) {
    double sum = 0;
    double total = 0;
    for (int s : group) {
      for (double[] ofPeriod : weight) {
        if (ofPeriod[s] > 0) {
          sum += ofPeriod[s] * fitted;
          total += ofPeriod[s];
        }
      }
    }
    double mean = sum / total;
    if (mean != fitted) {
      for (int s : group) {
        for (double[] ofPeriod : weight) {
          if (ofPeriod[s] > 0) {
            contributions[s] += sign * ofPeriod[s] * (fitted - mean) / total;
          }
        }
      }
    }
    return sign * mean;
  }
}
