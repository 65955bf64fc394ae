package org.pathline.domain.effect.dose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.UnitEffects;

/**
 * Effect by dose: least squares of the units' effects on B-splines of their doses.
 *
 * <p>ATT(d|d) = E[effect | dose d] is the effect of dose d on the units that had it, if without the
 * policy they would have moved as the comparison units did. Its derivative is the effect of a
 * little more only if units of different doses would have answered alike to the same dose (strong
 * parallel trends). Source: B. Callaway, A. Goodman-Bacon and P. H. C. Sant'Anna,
 * "Difference-in-differences with a continuous treatment" (2024), sections 3 and 4.
 *
 * @param grid doses at which the curve stands, ascending; read only
 * @param effect ATT(d|d) at each of them
 * @param derivative of it at each of them
 * @param overall mean effect over the units
 * @param slope mean derivative over the units' doses
 * @param units how many the curve is fitted to
 */
public record DoseCurve(
    double[] grid,
    List<Estimate> effect,
    List<Estimate> derivative,
    Estimate overall,
    Estimate slope,
    int units) {
  private static final double MOST_LEVERAGE = 0.9;

  /**
   * How a curve is fitted.
   *
   * @param degree of the splines
   * @param knots how many inner knots, at quantiles of the doses of all units
   * @param leftOut whether a unit's error is that of its effect less what a fit without it expects,
   *     which few units need
   */
  public record Shape(int degree, int knots, boolean leftOut) {
    private static final int ENOUGH_FOR_A_KNOT = 200;

    /** Quadratics where few schools are treated, then cubics with a knot. */
    public static Shape of(int treated) {
      return treated < ENOUGH_FOR_A_KNOT ? new Shape(2, 0, true) : new Shape(3, 1, true);
    }
  }

  /**
   * Curve over the units that have an effect and a dose; null where they do not determine it.
   *
   * <p>Each group has a curve of its own, and curves are averaged by the groups' weights; groups
   * that are too small for one are left out.
   *
   * @param dose of each unit; NaN where it has none
   * @param weight of each unit, above 0
   * @param group of each unit; all alike for one curve
   */
  public static @Nullable DoseCurve of(
      UnitEffects effects,
      double[] dose,
      double[] weight,
      int[] group,
      double[] grid,
      Shape shape) {
    double[] effect = effects.effects();
    SortedMap<Integer, List<Integer>> members = new TreeMap<>();
    List<Double> doses = new ArrayList<>();
    for (int s = 0; s < effect.length; s++) {
      if (!Double.isNaN(effect[s]) && !Double.isNaN(dose[s])) {
        members.computeIfAbsent(group[s], absent -> new ArrayList<>()).add(s);
        doses.add(dose[s]);
      }
    }
    double[] sorted = doses.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double[] knots = new double[shape.knots()];
    for (int k = 0; k < knots.length && sorted.length > 0; k++) {
      knots[k] = quantile(sorted, (k + 1.0) / (knots.length + 1));
    }
    List<Group> groups = new ArrayList<>();
    for (List<Integer> each : members.values()) {
      int[] units = each.stream().mapToInt(Integer::intValue).toArray();
      double[] ofDose = Arrays.stream(units).mapToDouble(s -> dose[s]).toArray();
      double[] ofWeight = Arrays.stream(units).mapToDouble(s -> weight[s]).toArray();
      DoseFit fit = DoseFit.of(ofDose, ofWeight, shape.degree(), knots);
      if (fit != null) {
        groups.add(new Group(units, ofDose, ofWeight, fit));
      }
    }
    return groups.isEmpty() ? null : new Averaging(effects, groups, shape).curve(grid);
  }

  private record Group(int[] units, double[] dose, double[] weight, DoseFit fit) {
    double total() {
      return Arrays.stream(weight).sum();
    }
  }

  /** Means over the groups. */
  private static final class Averaging {
    private final UnitEffects effects;
    private final List<Group> groups;
    private final double total;
    private final int[] units;
    private final double[] residual;
    private final double[] slopeOf;

    Averaging(UnitEffects effects, List<Group> groups, Shape shape) {
      this.effects = effects;
      this.groups = groups;
      total = groups.stream().mapToDouble(Group::total).sum();
      units = groups.stream().flatMapToInt(each -> Arrays.stream(each.units())).toArray();
      residual = new double[units.length];
      slopeOf = new double[units.length];
      double[] effect = effects.effects();
      int at = 0;
      for (Group each : groups) {
        double[] own = Arrays.stream(each.units()).mapToDouble(s -> effect[s]).toArray();
        double[] coefficients = each.fit().coefficients(own);
        double meanSlope = dot(each, each.fit().meanDerivative(), effect);
        for (int i = 0; i < own.length; i++) {
          double left = own[i] - each.fit().fitted(i, coefficients);
          double leverage = shape.leftOut() ? each.fit().leverage(i) : 0;
          residual[at] = left / (1 - Math.min(MOST_LEVERAGE, leverage));
          slopeOf[at] = each.fit().fittedDerivative(i, coefficients) - meanSlope;
          at++;
        }
      }
    }

    private static double dot(Group group, double[] weights, double[] effect) {
      double sum = 0;
      for (int i = 0; i < weights.length; i++) {
        sum += weights[i] * effect[group.units()[i]];
      }
      return sum;
    }

    DoseCurve curve(double[] grid) {
      List<Estimate> effect = new ArrayList<>();
      List<Estimate> derivative = new ArrayList<>();
      for (double d : grid) {
        effect.add(mean(each -> each.fit().curveAt(d)));
        derivative.add(mean(each -> each.fit().derivativeAt(d)));
      }
      Estimate slope = mean(each -> each.fit().meanDerivative());
      double[] contributions = slope.contributions().clone();
      int at = 0;
      for (Group each : groups) {
        for (int i = 0; i < each.units().length; i++) {
          // The doses over which the derivative is averaged are drawn, too.
          contributions[units[at]] += each.weight()[i] / total * slopeOf[at];
          at++;
        }
      }
      return new DoseCurve(
          grid,
          List.copyOf(effect),
          List.copyOf(derivative),
          overall(),
          new Estimate(slope.value(), contributions),
          units.length);
    }

    private Estimate overall() {
      double[] share = new double[units.length];
      double[] around = new double[units.length];
      double[] effect = effects.effects();
      int at = 0;
      for (Group each : groups) {
        double mean = 0;
        for (int i = 0; i < each.units().length; i++) {
          mean += each.weight()[i] / each.total() * effect[each.units()[i]];
        }
        for (int i = 0; i < each.units().length; i++) {
          share[at] = each.weight()[i] / total;
          around[at] = effect[units[at]] - mean;
          at++;
        }
      }
      return effects.mean(units, share, around);
    }

    private interface WeightsOf {
      double[] of(Group group);
    }

    private Estimate mean(WeightsOf weights) {
      double[] share = new double[units.length];
      int at = 0;
      for (Group each : groups) {
        double ofGroup = each.total() / total;
        for (double weight : weights.of(each)) {
          share[at++] = ofGroup * weight;
        }
      }
      return effects.mean(units, share, residual);
    }
  }

  /** Degrees of freedom of the error of a curve of schools' doses; 0 without one. */
  public static int degreesOfFreedom(@Nullable DoseCurve curve) {
    return curve == null ? 0 : curve.units() - 5;
  }

  /** Quantile between order statistics, as R's type 7. */
  static double quantile(double[] sorted, double probability) {
    double at = probability * (sorted.length - 1);
    int below = (int) Math.floor(at);
    int above = Math.min(sorted.length - 1, below + 1);
    return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
  }
}
