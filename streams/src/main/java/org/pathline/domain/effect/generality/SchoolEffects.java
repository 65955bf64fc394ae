package org.pathline.domain.effect.generality;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.UnitEffects;
import org.pathline.domain.effect.imputation.Imputation;

/**
 * Effects school by school by imputation, of a sum of panels over the same schools.
 *
 * <p>A school's effect is the mean of its cells under the policy less what the fit to untreated
 * cells gives for them. Its error's variance is phi (1/n_post + 1/n_pre), n being students; phi is
 * learnt from schools that never adopt, each cut in two at the years of adoption as if it had: phi
 * = sum of squared contrasts over sum of (1/n_post + 1/n_pre), so that whatever makes years of a
 * school alike is in it.
 */
public final class SchoolEffects implements UnitEffects {
  private final List<Summand> summands;
  private final List<Imputation> fits;
  private final double[] effects;
  private final double[] perStudent;
  private final @Nullable Double noise;
  private int comparison;

  /** Effects of a sum of panels. */
  public SchoolEffects(List<Summand> summands, int anticipation) {
    this.summands = summands;
    fits = summands.stream().map(each -> Imputation.of(each.panel(), anticipation)).toList();
    int units = summands.get(0).panel().units().size();
    effects = new double[units];
    perStudent = new double[units];
    for (int i = 0; i < fits.size(); i++) {
      double factor = summands.get(i).factor();
      double[] own = fits.get(i).unitEffects();
      for (int s = 0; s < units; s++) {
        effects[s] += factor * own[s];
        perStudent[s] +=
            factor * factor * inverse(fits.get(i).treatedWeight(s), fits.get(i).untreatedWeight(s));
      }
    }
    noise = noise();
  }

  private static double inverse(double one, double other) {
    return 1 / one + 1 / other;
  }

  @Override
  public double[] effects() {
    return effects.clone();
  }

  /** Whether a unit has an effect. */
  public boolean isTold(int s) {
    return !Double.isNaN(effects[s]);
  }

  /** Variance of the error of a unit's effect; null where no school tells of it. */
  public @Nullable Double variance(int s) {
    return noise == null ? null : Double.valueOf(noise * perStudent[s]);
  }

  /** Degrees of freedom of phi. */
  double degreesOfFreedom() {
    return Math.max(1, comparison - 1);
  }

  /** phi; null where there is no school to learn it from, or no difference between years. */
  private @Nullable Double noise() {
    Panel panel = summands.get(0).panel();
    SortedMap<Integer, Integer> adoptions = new TreeMap<>();
    for (int s = 0; s < panel.units().size(); s++) {
      if (isTold(s)) {
        adoptions.merge(panel.units().get(s).adopted(), 1, Integer::sum);
      }
    }
    double squares = 0;
    double expected = 0;
    int schools = 0;
    for (int s = 0; s < panel.units().size(); s++) {
      PanelUnit unit = panel.units().get(s);
      boolean any = false;
      for (var adoption : adoptions.entrySet()) {
        double[] contrast = unit.everAdopts() ? null : contrast(s, adoption.getKey());
        if (contrast != null) {
          any = true;
          squares += adoption.getValue() * contrast[0] * contrast[0];
          expected += adoption.getValue() * contrast[1];
        }
      }
      schools += any ? 1 : 0;
    }
    comparison = schools;
    // The years' effects were fitted to these schools as well.
    return schools < 2 || !(squares > 0)
        ? null
        : Double.valueOf(squares / expected * schools / (schools - 1.0));
  }

  /** Mean from a year on less the mean before, and the sum of 1/n of both; null without either. */
  private double @Nullable [] contrast(int s, int year) {
    double contrast = 0;
    double inverse = 0;
    for (int i = 0; i < fits.size(); i++) {
      Panel panel = summands.get(i).panel();
      double[] sum = new double[2];
      double[] weight = new double[2];
      for (int t = 0; t < panel.timeCount(); t++) {
        double w = fits.get(i).untreatedWeight(s, t);
        if (w > 0) {
          int side = panel.time(t) >= year ? 1 : 0;
          sum[side] += w * fits.get(i).untreatedLessTime(s, t);
          weight[side] += w;
        }
      }
      if (!(weight[0] > 0 && weight[1] > 0)) {
        return null;
      }
      double factor = summands.get(i).factor();
      contrast += factor * (sum[1] / weight[1] - sum[0] / weight[0]);
      inverse += factor * factor * inverse(weight[1], weight[0]);
    }
    return new double[] {contrast, inverse};
  }

  @Override
  public Estimate mean(int[] schools, double[] share, double[] residual) {
    double[] ofUnits = new double[effects.length];
    for (int i = 0; i < schools.length; i++) {
      ofUnits[schools[i]] = share[i];
    }
    Estimate fitted = fitted(0, ofUnits);
    for (int i = 1; i < fits.size(); i++) {
      fitted = fitted.plus(1, fitted(i, ofUnits));
    }
    double[] contributions = fitted.contributions().clone();
    for (int i = 0; i < schools.length; i++) {
      contributions[schools[i]] += share[i] * residual[i];
    }
    return new Estimate(fitted.value(), contributions);
  }

  private Estimate fitted(int i, double[] ofUnits) {
    return fits.get(i).weighted(ofUnits).times(summands.get(i).factor());
  }
}
