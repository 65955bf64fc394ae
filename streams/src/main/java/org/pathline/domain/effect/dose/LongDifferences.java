package org.pathline.domain.effect.dose;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.UnitEffects;
import org.pathline.domain.effect.grouptime.GroupTimeSample;

/**
 * Change of each treated unit since the time before adoption, less that of its comparison units,
 * averaged over its times from adoption on.
 *
 * <p>Their mean over a group is the mean over t of ATT(g,t). Source: Callaway and Sant'Anna (2021),
 * without covariates.
 */
public final class LongDifferences implements UnitEffects {
  private final GroupTimeSample sample;
  private final Specification specification;
  private final double[] effects;

  /** Differences in a panel of followed units. */
  public LongDifferences(Panel panel, Specification specification) {
    sample = GroupTimeSample.of(panel, specification.anticipation());
    this.specification = specification;
    effects = new double[panel.units().size()];
    Arrays.fill(effects, Double.NaN);
    for (int g : sample.groups()) {
      int base = sample.baseOf(g);
      int after = 0;
      double[] sums = new double[effects.length];
      for (int t = base + 1; t < sample.timeCount(); t++) {
        double[] weight = comparison(g, t);
        if (panel.time(t) >= g && weight != null) {
          after++;
          double change = 0;
          for (int s = 0; s < weight.length; s++) {
            change += weight[s] == 0 ? 0 : weight[s] * change(s, base, t);
          }
          for (int s = 0; s < sums.length; s++) {
            sums[s] += isOf(s, g) ? change(s, base, t) - change : 0;
          }
        }
      }
      for (int s = 0; s < sums.length; s++) {
        if (isOf(s, g) && after > 0) {
          effects[s] = sums[s] / after;
        }
      }
    }
  }

  private Panel panel() {
    return sample.panel();
  }

  private boolean isOf(int s, int g) {
    return sample.includes(s) && sample.adopted(s) == g;
  }

  private double change(int s, int from, int to) {
    return panel().mean(s, to) - panel().mean(s, from);
  }

  /** Weights of the comparison units of a group at a time, which sum to 1; null without any. */
  private double @Nullable [] comparison(int g, int t) {
    double[] weight = new double[effects.length];
    double total = 0;
    int[] compared = sample.comparison(g, specification.comparison(), t);
    for (int s : compared) {
      weight[s] = panel().units().get(s).weight();
      total += weight[s];
    }
    for (int s : compared) {
      weight[s] /= total;
    }
    return total > 0 ? weight : null;
  }

  @Override
  public double[] effects() {
    return effects.clone();
  }

  @Override
  public Estimate mean(int[] units, double[] share, double[] residual) {
    double value = 0;
    double[] contributions = new double[effects.length];
    double[] ofUnit = new double[effects.length];
    for (int i = 0; i < units.length; i++) {
      value += share[i] * effects[units[i]];
      contributions[units[i]] += share[i] * residual[i];
      ofUnit[units[i]] = share[i];
    }
    for (int g : sample.groups()) {
      double ofGroup = 0;
      for (int s = 0; s < ofUnit.length; s++) {
        ofGroup += isOf(s, g) ? ofUnit[s] : 0;
      }
      addComparison(g, ofGroup, contributions);
    }
    return new Estimate(value, contributions);
  }

  private void addComparison(int g, double ofGroup, double[] contributions) {
    int base = sample.baseOf(g);
    int after = 0;
    for (int t = base + 1; t < sample.timeCount(); t++) {
      after += panel().time(t) >= g && comparison(g, t) != null ? 1 : 0;
    }
    for (int t = base + 1; ofGroup != 0 && t < sample.timeCount(); t++) {
      double[] weight = panel().time(t) >= g ? comparison(g, t) : null;
      if (weight != null) {
        double mean = 0;
        for (int s = 0; s < weight.length; s++) {
          mean += weight[s] == 0 ? 0 : weight[s] * change(s, base, t);
        }
        for (int s = 0; s < weight.length; s++) {
          if (weight[s] != 0) {
            contributions[s] -= ofGroup / after * weight[s] * (change(s, base, t) - mean);
          }
        }
      }
    }
  }
}
