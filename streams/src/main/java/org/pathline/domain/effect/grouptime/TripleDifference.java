package org.pathline.domain.effect.grouptime;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.PositiveDefinite;
import org.pathline.domain.effect.Products;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.grouptime.RefusedEffect.Refusal;

/**
 * Effects on eligible units less those on others of the same adoption, given covariates.
 *
 * <p>Two differences in differences with covariates, subtracted from each other, average over two
 * distributions of the covariates, and say nothing of either. Here all three comparisons of the
 * eligible units of a group, with its other units, with the eligible ones of the comparison and
 * with the others of it, average over the eligible units of the group: DDD = DiD(with the group's
 * others) + DiD(with the eligible compared) - DiD(with the others compared). Cohorts that are
 * compared with must not be pooled either, as their mixes of eligible and other units differ: there
 * is one triple difference for each, and they are weighted by the inverse of their covariance.
 * Source: M. Ortiz-Villavicencio and P. H. C. Sant'Anna, "Better understanding triple differences
 * estimators" (2025), arXiv:2505.09942, equations (4.1) and (4.9).
 */
public final class TripleDifference {
  private static final double POSITIVITY = 1e-10;

  private final Panel panel;
  private final boolean[] eligible;
  private final Specification specification;
  private final GroupTimeSample sample;

  private TripleDifference(Panel panel, boolean[] eligible, Specification specification) {
    this.panel = panel;
    this.eligible = eligible;
    this.specification = specification;
    sample = GroupTimeSample.of(panel, specification.anticipation());
  }

  /**
   * Effects on eligible units less those on others.
   *
   * @param eligible of each unit, by index; means over groups weigh them by all their units, as R's
   *     triplediff does
   */
  public static GroupTimeEffects of(Panel panel, boolean[] eligible, Specification specification) {
    return new TripleDifference(panel, eligible, specification).effects();
  }

  /**
   * Effects on a gap: on the reference's students less those on the group's, for covariates as they
   * are among the group's treated students.
   *
   * @param reference panel of the same units as the group's
   */
  public static GroupTimeEffects ofGap(Panel reference, Panel group, Specification specification) {
    Panel.Builder both = new Panel.Builder(group.weighting());
    List<Panel> sides = List.of(reference, group);
    for (int side = 0; side < sides.size(); side++) {
      Panel each = sides.get(side);
      for (int s = 0; s < each.units().size(); s++) {
        PanelUnit unit = each.units().get(s);
        String id = unit.id() + "|" + side;
        both.unit(
            new PanelUnit(id, unit.cluster(), unit.adopted(), unit.weight(), unit.covariates()));
        for (int t = 0; t < each.timeCount(); t++) {
          both.add(id, each.time(t), each.size(s, t), each.total(s, t));
        }
      }
    }
    Panel stacked = both.build();
    List<String> schools = group.units().stream().map(PanelUnit::id).toList();
    int[] school = new int[stacked.units().size()];
    boolean[] eligible = new boolean[school.length];
    for (int s = 0; s < school.length; s++) {
      String id = stacked.units().get(s).id();
      school[s] = Collections.binarySearch(schools, id.substring(0, id.length() - 2));
      eligible[s] = id.endsWith("|1");
    }
    GroupTimeEffects ofStacked = new TripleDifference(stacked, eligible, specification).effects();
    List<GroupTimeEffect> effects = new ArrayList<>();
    for (GroupTimeEffect each : ofStacked.effects()) {
      Estimate folded = folded(each.estimate(), school, schools.size());
      effects.add(new GroupTimeEffect(each.group(), each.time(), each.base(), folded));
    }
    return new GroupTimeEffects(
        GroupTimeSample.of(group, specification.anticipation()),
        specification,
        effects,
        ofStacked.refused());
  }

  /** Reference less group, both sides of a school added up. */
  private static Estimate folded(Estimate stacked, int[] school, int schools) {
    double[] sums = new double[schools];
    for (int s = 0; s < school.length; s++) {
      sums[school[s]] -= stacked.contributions()[s];
    }
    // Not -0 where it is the reference itself.
    return new Estimate(0 - stacked.value(), sums);
  }

  private GroupTimeEffects effects() {
    List<GroupTimeEffect> effects = new ArrayList<>();
    List<RefusedEffect> refused = new ArrayList<>();
    for (int g : sample.groups()) {
      for (int t = GroupTimeEffects.first(specification); t < sample.timeCount(); t++) {
        try {
          effects.add(effect(g, t));
        } catch (Refused e) {
          refused.add(new RefusedEffect(g, panel.time(t), e.refusal()));
        }
      }
    }
    return new GroupTimeEffects(sample, specification, effects, refused);
  }

  private GroupTimeEffect effect(int g, int t) throws Refused {
    int base = GroupTimeEffects.base(sample, specification, g, t);
    int time = panel.time(t);
    if (base == t) {
      Estimate none = new Estimate(0, new double[panel.units().size()]);
      return new GroupTimeEffect(g, time, time, none);
    }
    int[] group = sample.units(s -> sample.adopted(s) == g && eligible[s]);
    int[] others = sample.units(s -> sample.adopted(s) == g && !eligible[s]);
    if (group.length == 0 || others.length == 0) {
      throw new Refused(Refusal.NO_COMPARISON);
    }
    List<Estimate> estimates = new ArrayList<>();
    Refusal refusal = Refusal.NO_COMPARISON;
    for (int cohort : sample.comparedWith(g, specification.comparison(), Math.max(t, base))) {
      int[] compared = sample.units(s -> sample.adopted(s) == cohort && eligible[s]);
      int[] rest = sample.units(s -> sample.adopted(s) == cohort && !eligible[s]);
      try {
        estimates.add(
            GroupTimeEffects.estimate(panel, specification, group, others, base, t)
                .plus(1, GroupTimeEffects.estimate(panel, specification, group, compared, base, t))
                .plus(-1, GroupTimeEffects.estimate(panel, specification, group, rest, base, t)));
      } catch (Refused e) {
        refusal = e.refusal();
      }
    }
    if (estimates.isEmpty()) {
      throw new Refused(refusal);
    }
    return new GroupTimeEffect(g, time, panel.time(base), combined(estimates));
  }

  /** The combination of least variance; the mean where their covariance is singular. */
  private static Estimate combined(List<Estimate> estimates) {
    int count = estimates.size();
    double[] weights = new double[count];
    Arrays.fill(weights, 1.0 / count);
    if (count > 1) {
      double[][] covariance = new double[count][count];
      for (int i = 0; i < count; i++) {
        for (int j = 0; j <= i; j++) {
          covariance[i][j] =
              Products.of(estimates.get(i).contributions(), estimates.get(j).contributions());
          covariance[j][i] = covariance[i][j];
        }
      }
      double[] ones = new double[count];
      Arrays.fill(ones, 1);
      double least = POSITIVITY * PositiveDefinite.scale(covariance);
      double[] solution = PositiveDefinite.solve(covariance, least, ones);
      if (solution != null) {
        double sum = Arrays.stream(solution).sum();
        Arrays.setAll(weights, i -> solution[i] / sum);
      }
    }
    Estimate combined = estimates.get(0).times(weights[0]);
    for (int i = 1; i < count; i++) {
      combined = combined.plus(weights[i], estimates.get(i));
    }
    return combined;
  }
}
