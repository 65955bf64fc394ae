package org.pathline.domain.effect.imputation;

import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Weighting;

/**
 * The imputation estimator: what treated cells would have been, from a fit to the untreated ones.
 *
 * <p>p_st = alpha_s + lambda_t is fitted by weighted least squares on cells before the policy and
 * of schools that never have it; tau_st = p_st less the fit; an effect is a weighted mean of tau.
 * It is linear, sum of v p, with v of a treated cell its weight in the mean and v of an untreated
 * cell -w z'(Z'WZ)^-1 Z1'weights. The standard error is the root of the sum over clusters of (sum
 * of v e)², e being the residual of an untreated cell and, of a treated one, tau less the mean of
 * tau over units of the same adoption and horizon weighted by v². Source: K. Borusyak, X. Jaravel
 * and J. Spiess, "Revisiting event-study designs: robust and efficient estimation", Review of
 * Economic Studies 91 (2024), 3253-3285, equation (5) and section 4.3.
 */
public final class Imputation {
  private final Panel panel;
  private final double[][] weight;
  private final boolean[][] treated;
  private final double[][] value;
  private final TwoWayFit fit;
  private final TwoWayFit.Effects effects;

  /**
   * Fits the untreated cells of a panel.
   *
   * @param anticipation how many times before adoption a unit may already be affected
   */
  public Imputation(Panel panel, int anticipation) {
    this.panel = panel;
    int units = panel.units().size();
    int times = panel.timeCount();
    weight = new double[units][times];
    value = new double[units][times];
    boolean[][] affected = new boolean[units][times];
    double[][] untreated = new double[units][times];
    for (int s = 0; s < units; s++) {
      PanelUnit unit = panel.units().get(s);
      for (int t = 0; t < times; t++) {
        if (panel.size(s, t) > 0) {
          weight[s][t] = panel.weighting() == Weighting.STUDENT ? panel.size(s, t) : unit.weight();
          value[s][t] = panel.mean(s, t);
          affected[s][t] = unit.everAdopts() && panel.time(t) >= unit.adopted() - anticipation;
          untreated[s][t] = affected[s][t] ? 0 : weight[s][t];
        }
      }
    }
    fit = new TwoWayFit(untreated, times);
    effects = fit.fit(value);
    treated = new boolean[units][times];
    for (int s = 0; s < units; s++) {
      int adopted = panel.units().get(s).adopted();
      for (int t = 0; t < times; t++) {
        // Cells that anticipate are neither fitted nor counted as under the policy.
        if (affected[s][t] && panel.time(t) >= adopted) {
          treated[s][t] = fit.determines(s, t);
        }
      }
    }
  }

  /** Mean over all treated cells; null where there is none. */
  public @Nullable Estimate overall() {
    return effect(null);
  }

  /** Times since adoption at which there is a treated cell, in ascending order. */
  public SortedSet<Integer> horizons() {
    SortedSet<Integer> all = new TreeSet<>();
    for (int s = 0; s < treated.length; s++) {
      for (int t = 0; t < panel.timeCount(); t++) {
        if (treated[s][t]) {
          all.add(horizon(s, t));
        }
      }
    }
    return all;
  }

  /** Mean at a time since adoption; null where there is no treated cell. */
  public @Nullable Estimate at(int horizon) {
    return effect(horizon);
  }

  /**
   * Mean effect of each unit over its treated cells, by index; NaN where the unit has none.
   *
   * @return a new array
   */
  public double[] unitEffects() {
    double[] means = new double[treated.length];
    for (int s = 0; s < means.length; s++) {
      double sum = 0;
      for (int t = 0; t < panel.timeCount(); t++) {
        sum += treated[s][t] ? weight[s][t] * tau(s, t) : 0;
      }
      means[s] = sum / treatedWeight(s);
    }
    return means;
  }

  /** Weight of the treated cells of a unit whose effect is told. */
  public double treatedWeight(int s) {
    double sum = 0;
    for (int t = 0; t < panel.timeCount(); t++) {
      sum += treated[s][t] ? weight[s][t] : 0;
    }
    return sum;
  }

  /** Weight of the untreated cells of a unit, to which its level is fitted. */
  public double untreatedWeight(int s) {
    double sum = 0;
    for (int t = 0; t < panel.timeCount(); t++) {
      sum += fit.weight(s, t);
    }
    return sum;
  }

  /** Value of an untreated cell less its time's effect; NaN where the cell is not fitted. */
  public double untreatedLessTime(int s, int t) {
    return isFitted(s, t) ? value[s][t] - effects.time()[t] : Double.NaN;
  }

  /** Weight of an untreated cell; 0 where the cell is not fitted. */
  public double untreatedWeight(int s, int t) {
    return fit.weight(s, t);
  }

  /**
   * Weighted mean of the units' effects, with the error that comes from the times' effects and
   * nothing else: how the units' own effects vary is for the caller to add.
   *
   * @param share of each unit; of one without an effect it must be 0
   */
  public Estimate weighted(double[] share) {
    int units = treated.length;
    int times = panel.timeCount();
    double[] own = unitEffects();
    double[] byUnit = new double[units];
    double[] byTime = new double[times];
    double mean = 0;
    for (int s = 0; s < units; s++) {
      if (share[s] != 0) {
        mean += share[s] * own[s];
        double total = treatedWeight(s);
        for (int t = 0; t < times; t++) {
          if (treated[s][t]) {
            double v = share[s] * weight[s][t] / total;
            byUnit[s] += v;
            byTime[t] += v;
          }
        }
      }
    }
    TwoWayFit.Effects adjoint = fit.solve(byUnit, byTime);
    double[] contributions = new double[units];
    for (int s = 0; s < units; s++) {
      for (int t = 0; t < times; t++) {
        if (isFitted(s, t)) {
          contributions[s] -= weight[s][t] * adjoint.at(s, t) * tau(s, t);
        }
      }
    }
    return new Estimate(mean, contributions);
  }

  private int horizon(int s, int t) {
    return panel.time(t) - panel.units().get(s).adopted();
  }

  private boolean counts(int s, int t, @Nullable Integer horizon) {
    return treated[s][t] && (horizon == null || horizon(s, t) == horizon);
  }

  private double tau(int s, int t) {
    return value[s][t] - effects.at(s, t);
  }

  /** Mean over the treated cells at a time since adoption, over all of them where it is null. */
  private @Nullable Estimate effect(@Nullable Integer horizon) {
    int units = treated.length;
    int times = panel.timeCount();
    double total = 0;
    double weighted = 0;
    for (int s = 0; s < units; s++) {
      for (int t = 0; t < times; t++) {
        if (counts(s, t, horizon)) {
          total += weight[s][t];
          weighted += weight[s][t] * tau(s, t);
        }
      }
    }
    if (total == 0) {
      return null;
    }
    double[] byUnit = new double[units];
    double[] byTime = new double[times];
    Map<Long, double[]> groups = new TreeMap<>();
    for (int s = 0; s < units; s++) {
      for (int t = 0; t < times; t++) {
        if (counts(s, t, horizon)) {
          double v = weight[s][t] / total;
          byUnit[s] += v;
          byTime[t] += v;
          double[] sums = groups.computeIfAbsent(group(s, t), absent -> new double[2]);
          sums[0] += v * v;
          sums[1] += v * v * tau(s, t);
        }
      }
    }
    TwoWayFit.Effects adjoint = fit.solve(byUnit, byTime);
    double[] contributions = new double[units];
    for (int s = 0; s < units; s++) {
      double sum = 0;
      for (int t = 0; t < times; t++) {
        if (counts(s, t, horizon)) {
          double[] sums = Objects.requireNonNull(groups.get(group(s, t)), "summed above");
          sum += weight[s][t] / total * (tau(s, t) - sums[1] / sums[0]);
        } else if (isFitted(s, t)) {
          sum -= weight[s][t] * adjoint.at(s, t) * tau(s, t);
        }
      }
      contributions[s] = sum;
    }
    return new Estimate(weighted / total, contributions);
  }

  private boolean isFitted(int s, int t) {
    return fit.weight(s, t) > 0;
  }

  /** Units of one adoption at one time: one adoption and one horizon. */
  private long group(int s, int t) {
    return (long) panel.units().get(s).adopted() * panel.timeCount() + t;
  }
}
