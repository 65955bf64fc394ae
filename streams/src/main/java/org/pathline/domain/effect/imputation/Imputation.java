package org.pathline.domain.effect.imputation;

import java.util.Arrays;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Derived;
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
  private final int[] time;
  private final double[][] weight;
  private final boolean[][] treated;
  private final TwoWayFit fit;
  private final TwoWayFit.Effects effects;

  /** What the fit leaves of cells that are fitted or treated. */
  private final double[][] tau;

  /** Adoptions in ascending order, and the place of each unit's among them; below 0 for none. */
  private final int[] adoptions;

  private final int[] adoption;
  private final double[] treatedWeight;
  private final double[] unitEffects;
  private final Derived means = new Derived();

  private record Key(int anticipation) {}

  /** Mean over the treated cells at a time since adoption; over all of them where it is null. */
  private record Mean(@Nullable Integer horizon) {}

  /** Fit of a panel, which all who ask for it share. */
  public static Imputation of(Panel panel, int anticipation) {
    return panel.derived(new Key(anticipation), () -> new Imputation(panel, anticipation));
  }

  /**
   * Fits the untreated cells of a panel.
   *
   * @param anticipation how many times before adoption a unit may already be affected
   */
  public Imputation(Panel panel, int anticipation) {
    this.panel = panel;
    time = panel.times();
    int units = panel.units().size();
    int times = time.length;
    adoptions =
        panel.units().stream()
            .filter(PanelUnit::everAdopts)
            .mapToInt(PanelUnit::adopted)
            .sorted()
            .distinct()
            .toArray();
    adoption = new int[units];
    weight = new double[units][times];
    boolean[][] affected = new boolean[units][times];
    double[][] untreated = new double[units][times];
    double[][] value = new double[units][times];
    for (int s = 0; s < units; s++) {
      PanelUnit unit = panel.units().get(s);
      adoption[s] = unit.everAdopts() ? Arrays.binarySearch(adoptions, unit.adopted()) : -1;
      for (int t = 0; t < times; t++) {
        if (panel.size(s, t) > 0) {
          weight[s][t] = panel.weighting() == Weighting.STUDENT ? panel.size(s, t) : unit.weight();
          value[s][t] = panel.mean(s, t);
          affected[s][t] = unit.everAdopts() && time[t] >= unit.adopted() - anticipation;
          untreated[s][t] = affected[s][t] ? 0 : weight[s][t];
        }
      }
    }
    fit = new TwoWayFit(untreated, times);
    effects = fit.fit(value);
    treated = new boolean[units][times];
    tau = value;
    treatedWeight = new double[units];
    unitEffects = new double[units];
    for (int s = 0; s < units; s++) {
      int adopted = panel.units().get(s).adopted();
      double sum = 0;
      for (int t = 0; t < times; t++) {
        // Cells that anticipate are neither fitted nor counted as under the policy.
        if (affected[s][t] && time[t] >= adopted) {
          treated[s][t] = fit.determines(s, t);
        }
        tau[s][t] = value[s][t] - effects.at(s, t);
        if (treated[s][t]) {
          sum += weight[s][t] * tau[s][t];
          treatedWeight[s] += weight[s][t];
        }
      }
      unitEffects[s] = sum / treatedWeight[s];
    }
  }

  /** Mean over all treated cells; null where there is none. */
  public @Nullable Estimate overall() {
    return shared(null);
  }

  /** Times since adoption at which there is a treated cell, in ascending order. */
  public SortedSet<Integer> horizons() {
    boolean[][] any = new boolean[adoptions.length][time.length];
    for (int s = 0; s < treated.length; s++) {
      for (int t = 0; adoption[s] >= 0 && t < time.length; t++) {
        any[adoption[s]][t] |= treated[s][t];
      }
    }
    SortedSet<Integer> all = new TreeSet<>();
    for (int a = 0; a < any.length; a++) {
      for (int t = 0; t < time.length; t++) {
        if (any[a][t]) {
          all.add(time[t] - adoptions[a]);
        }
      }
    }
    return all;
  }

  /** Mean at a time since adoption; null where there is no treated cell. */
  public @Nullable Estimate at(int horizon) {
    return shared(horizon);
  }

  private @Nullable Estimate shared(@Nullable Integer horizon) {
    return means.of(new Mean(horizon), () -> effect(horizon));
  }

  /**
   * Mean over all treated cells of another outcome of the same cells, without its error; null where
   * there is none.
   *
   * @param value by unit and time; of cells that are neither fitted nor treated it is not read
   */
  public @Nullable Double overallOf(double[][] value) {
    TwoWayFit.Effects ofOther = fit.fit(value);
    double total = 0;
    double weighted = 0;
    for (int s = 0; s < treated.length; s++) {
      for (int t = 0; t < time.length; t++) {
        if (treated[s][t]) {
          total += weight[s][t];
          weighted += weight[s][t] * (value[s][t] - ofOther.at(s, t));
        }
      }
    }
    return total == 0 ? null : Double.valueOf(weighted / total);
  }

  /** The fit to the untreated cells. */
  public TwoWayFit fit() {
    return fit;
  }

  /**
   * What the fit leaves of the untreated cells, 0 for other cells.
   *
   * @return a new array
   */
  public double[][] residuals() {
    double[][] residual = new double[tau.length][time.length];
    for (int s = 0; s < tau.length; s++) {
      for (int t = 0; t < time.length; t++) {
        residual[s][t] = isFitted(s, t) ? tau[s][t] : 0;
      }
    }
    return residual;
  }

  /**
   * Mean effect of each unit over its treated cells, by index; NaN where it has none; read only.
   */
  public double[] unitEffects() {
    return unitEffects;
  }

  /** Weight of the treated cells of a unit whose effect is told. */
  public double treatedWeight(int s) {
    return treatedWeight[s];
  }

  /** Weight of the untreated cells of a unit, to which its level is fitted. */
  public double untreatedWeight(int s) {
    return fit.weight(s);
  }

  /** Value of an untreated cell less its time's effect; NaN where the cell is not fitted. */
  public double untreatedLessTime(int s, int t) {
    return isFitted(s, t) ? panel.mean(s, t) - effects.time()[t] : Double.NaN;
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
    int times = time.length;
    double[] byUnit = new double[units];
    double[] byTime = new double[times];
    double mean = 0;
    for (int s = 0; s < units; s++) {
      if (share[s] != 0) {
        mean += share[s] * unitEffects[s];
        for (int t = 0; t < times; t++) {
          if (treated[s][t]) {
            double v = share[s] * weight[s][t] / treatedWeight[s];
            byUnit[s] += v;
            byTime[t] += v;
          }
        }
      }
    }
    TwoWayFit.Effects adjoint = fit.solve(byUnit, byTime);
    double[] contributions = new double[units];
    for (int s = 0; s < units; s++) {
      double sum = 0;
      for (int t = 0; t < times; t++) {
        if (isFitted(s, t)) {
          sum -= weight[s][t] * adjoint.at(s, t) * tau[s][t];
        }
      }
      contributions[s] = sum;
    }
    return new Estimate(mean, contributions);
  }

  /** Mean over the treated cells at a time since adoption, over all of them where it is null. */
  private @Nullable Estimate effect(@Nullable Integer horizon) {
    int units = treated.length;
    int times = time.length;
    // Of units of one adoption, the cells at one time since adoption are those of one time.
    int[] first = new int[adoptions.length];
    int[] end = new int[adoptions.length];
    for (int a = 0; a < adoptions.length; a++) {
      int only = horizon == null ? 0 : Arrays.binarySearch(time, adoptions[a] + horizon);
      first[a] = Math.max(0, only);
      end[a] = horizon == null ? times : only + 1;
    }
    double total = 0;
    double weighted = 0;
    for (int s = 0; s < units; s++) {
      int a = adoption[s];
      for (int t = a < 0 ? 0 : first[a]; a >= 0 && t < end[a]; t++) {
        if (treated[s][t]) {
          total += weight[s][t];
          weighted += weight[s][t] * tau[s][t];
        }
      }
    }
    if (total == 0) {
      return null;
    }
    double[] byUnit = new double[units];
    double[] byTime = new double[times];
    double[][] squares = new double[adoptions.length][times];
    double[][] center = new double[adoptions.length][times];
    for (int s = 0; s < units; s++) {
      int a = adoption[s];
      for (int t = a < 0 ? 0 : first[a]; a >= 0 && t < end[a]; t++) {
        if (treated[s][t]) {
          double v = weight[s][t] / total;
          byUnit[s] += v;
          byTime[t] += v;
          squares[a][t] += v * v;
          center[a][t] += v * v * tau[s][t];
        }
      }
    }
    for (int a = 0; a < center.length; a++) {
      for (int t = 0; t < times; t++) {
        center[a][t] /= squares[a][t];
      }
    }
    TwoWayFit.Effects adjoint = fit.solve(byUnit, byTime);
    double[] contributions = new double[units];
    for (int s = 0; s < units; s++) {
      int a = adoption[s];
      double sum = 0;
      for (int t = 0; t < times; t++) {
        if (isFitted(s, t)) {
          sum -= weight[s][t] * adjoint.at(s, t) * tau[s][t];
        } else if (treated[s][t] && t >= first[a] && t < end[a]) {
          sum += weight[s][t] / total * (tau[s][t] - center[a][t]);
        }
      }
      contributions[s] = sum;
    }
    return new Estimate(weighted / total, contributions);
  }

  private boolean isFitted(int s, int t) {
    return fit.weight(s, t) > 0;
  }
}
