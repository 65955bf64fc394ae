package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.UniformBand;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.answer.EffectRow.Type;
import org.pathline.domain.effect.design.GoodmanBacon;
import org.pathline.domain.effect.design.MinimumDetectable;
import org.pathline.domain.effect.design.Randomization;
import org.pathline.domain.effect.design.SlopeTest;
import org.pathline.domain.effect.grouptime.Aggregate;
import org.pathline.domain.effect.grouptime.GroupTimeMeans;
import org.pathline.domain.effect.grouptime.GroupTimeSummary;
import org.pathline.domain.effect.grouptime.RefusedEffect.Refusal;
import org.pathline.domain.effect.imputation.Imputation;
import org.pathline.domain.effect.sensitivity.EventStudy;
import org.pathline.domain.effect.sensitivity.PretestPower;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.domain.statistics.Interval;

/**
 * Estimates of a panel, or of a sum of panels, and what speaks for and against them.
 *
 * @param groupTime all group-time effects and their means
 * @param rows of both estimators
 * @param cs overall group-time effect; null where there is none
 * @param imputation overall effect by imputation; null where there is none
 * @param grouped the first, with Student's distribution
 * @param imputed the second, with Student's distribution
 * @param speaks which of the two a statement rests on: imputation, unless covariates are adjusted
 *     for, which it cannot; declared beforehand, whatever either says
 * @param difference the first less the second; null where one is missing
 * @param clusters what errors are clustered by
 * @param degreesOfFreedom of Student's distribution
 * @param leads effects before adoption against the last cohort before it, with their band
 * @param events the same events before and after it, from which drift is judged
 * @param randomization where fewer clusters are treated than the best grade needs
 * @param detectable minimum detectable effect; null where there is no error
 */
public record Diagnosis(
    GroupTimeSummary groupTime,
    List<EffectRow> rows,
    @Nullable Estimate cs,
    @Nullable Estimate imputation,
    @Nullable Figure grouped,
    @Nullable Figure imputed,
    Estimator speaks,
    @Nullable Estimate difference,
    Clusters clusters,
    int degreesOfFreedom,
    List<EffectRow> leads,
    UniversalEvents events,
    EffectAnswer.Pretrends pretrends,
    @Nullable Randomization randomization,
    EffectAnswer.@Nullable Forbidden forbidden,
    @Nullable Double detectable) {
  /** Level at which estimators are taken to contradict each other. */
  private static final double CONTRADICTION = 0.01;

  /**
   * How errors are counted and drawn.
   *
   * @param clusters what errors are clustered by
   * @param strata district of each unit, among whose units adoptions are dealt out
   * @param treatedClusters with a treated unit
   * @param fewerClusters in the arm with fewer
   * @param enoughClusters treated ones, from which on nothing is dealt out
   */
  public record Errors(
      Clusters clusters,
      List<String> strata,
      int treatedClusters,
      int fewerClusters,
      int enoughClusters,
      long seed,
      int draws) {}

  /** Diagnosis of a sum of panels over the same units. */
  public static Diagnosis of(List<Summand> summands, Specification specification, Errors errors) {
    Clusters clusters = errors.clusters();
    GroupTimeMeans means = GroupTimeSums.means(summands, specification);
    Estimate cs = means.overall();
    int anticipation = specification.anticipation();
    Estimate imputation =
        Summand.sum(summands, panel -> Imputation.of(panel, anticipation).overall());
    SortedMap<Integer, Estimate> horizons = horizons(summands, anticipation);
    UniversalEvents events = UniversalEvents.of(summands, specification);
    // All bands have the same draws, which are made once.
    List<List<Estimate>> sets = new ArrayList<>(GroupTimeSummary.sets(means));
    sets.add(List.copyOf(horizons.values()));
    sets.add(events.leads().stream().map(Aggregate::estimate).toList());
    List<UniformBand> bands = UniformBand.each(sets, clusters, errors.seed(), errors.draws());
    UniformBand bandOfHorizons = bands.get(sets.size() - 2);
    UniformBand bandOfLeads = bands.get(sets.size() - 1);
    GroupTimeSummary groupTime = GroupTimeSummary.of(means, clusters, bands);
    int degreesOfFreedom = errors.fewerClusters() - 1;
    Estimator speaks = speaks(summands.get(0).panel());
    Estimate spoken = speaks == Estimator.CS ? cs : imputation;
    Figure overall = Figure.studentOfNullable(spoken, clusters, degreesOfFreedom);
    List<EffectRow> rows = new ArrayList<>(GroupTimeRows.of(groupTime, clusters));
    horizons.forEach(
        (horizon, each) ->
            rows.add(
                EffectRow.of(
                    Estimator.IMPUTATION,
                    Type.EVENT,
                    null,
                    horizon,
                    each,
                    clusters,
                    bandOfHorizons)));
    if (imputation != null) {
      rows.add(
          EffectRow.of(Estimator.IMPUTATION, Type.OVERALL, null, null, imputation, clusters, null));
    }
    boolean few =
        errors.treatedClusters() > 0 && errors.treatedClusters() < errors.enoughClusters();
    return new Diagnosis(
        groupTime,
        List.copyOf(rows),
        cs,
        imputation,
        Figure.studentOfNullable(cs, clusters, degreesOfFreedom),
        Figure.studentOfNullable(imputation, clusters, degreesOfFreedom),
        speaks,
        GroupTimeSums.plus(cs, -1, imputation),
        clusters,
        degreesOfFreedom,
        events.leads().stream()
            .map(
                each ->
                    EffectRow.of(
                        Estimator.CS,
                        Type.EVENT,
                        null,
                        each.key(),
                        each.estimate(),
                        clusters,
                        bandOfLeads))
            .toList(),
        events,
        pretrends(summands, specification, clusters, spoken, overall),
        few
            ? Randomization.of(
                summands, errors.strata(), anticipation, errors.draws(), errors.seed())
            : null,
        forbidden(summands),
        overall == null || overall.standardError() == null
            ? null
            : MinimumDetectable.effect(overall.standardError(), errors.fewerClusters()));
  }

  /** Imputed effects by time since adoption. */
  private static SortedMap<Integer, Estimate> horizons(List<Summand> summands, int anticipation) {
    SortedMap<Integer, Estimate> horizons = new TreeMap<>();
    for (int horizon : Imputation.of(summands.get(0).panel(), anticipation).horizons()) {
      Estimate sum = Summand.sum(summands, panel -> Imputation.of(panel, anticipation).at(horizon));
      if (sum != null) {
        horizons.put(horizon, sum);
      }
    }
    return horizons;
  }

  private static EffectAnswer.Pretrends pretrends(
      List<Summand> summands,
      Specification specification,
      Clusters clusters,
      @Nullable Estimate effect,
      @Nullable Figure overall) {
    SlopeTest slope = SlopeTest.of(summands, clusters, specification.anticipation(), false);
    boolean covariates = !summands.get(0).panel().units().get(0).covariates().isEmpty();
    SlopeTest adjusted =
        covariates ? SlopeTest.of(summands, clusters, specification.anticipation(), true) : null;
    Panel first = summands.get(0).panel();
    Double exposure = exposure(first, specification);
    Double tolerable = null;
    Interval interval = overall == null ? null : overall.interval();
    if (exposure != null && exposure > 0 && interval != null && Figure.leavesOutZero(interval)) {
      double nearest = Math.min(Math.abs(interval.low()), Math.abs(interval.high()));
      tolerable = nearest / exposure;
    }
    return new EffectAnswer.Pretrends(
        figure(slope),
        figure(adjusted),
        slope == null ? null : slope.degreesOfFreedom(),
        exposure,
        tolerable,
        slope == null || effect == null || exposure == null
            ? List.of()
            : PretestPower.ofSlope(
                slope.slope(),
                slope.standardError(),
                Figure.quantile(slope.degreesOfFreedom()),
                effect,
                exposure,
                clusters),
        null);
  }

  /** Which estimator a statement rests on. */
  static Estimator speaks(Panel panel) {
    return panel.units().isEmpty() || panel.units().get(0).covariates().isEmpty()
        ? Estimator.IMPUTATION
        : Estimator.CS;
  }

  private record Key(Specification specification) {}

  /** By how much a drift of 1 per time of the treated moves the overall effect that speaks. */
  private static @Nullable Double exposure(Panel panel, Specification specification) {
    return panel.derived(
        new Key(specification),
        () -> {
          if (speaks(panel) == Estimator.IMPUTATION) {
            return Imputation.of(panel, specification.anticipation()).overallOf(drift(panel));
          }
          Estimate drifted = GroupTimeSums.overall(drifting(panel), specification);
          return drifted == null ? null : Double.valueOf(drifted.value());
        });
  }

  private static @Nullable Figure figure(@Nullable SlopeTest test) {
    // Without any error there is nothing to test against.
    return test == null || !(test.standardError() > 0)
        ? null
        : new Figure(test.slope().value(), test.standardError(), test.interval(), test.p());
  }

  /** Means of an outcome that is nothing but a drift of 1 per time of those treated. */
  private static double[][] drift(Panel panel) {
    double[][] drift = new double[panel.units().size()][panel.timeCount()];
    for (int s = 0; s < drift.length; s++) {
      for (int t = 0; t < drift[s].length; t++) {
        drift[s][t] = total(panel, s, t) / panel.size(s, t);
      }
    }
    return drift;
  }

  /** Sum of such an outcome over the observed of a cell. */
  private static double total(Panel panel, int s, int t) {
    double since = panel.units().get(s).everAdopts() ? panel.time(t) - panel.time(0) : 0;
    return panel.size(s, t) * since;
  }

  /** The same panel with that outcome, without covariates. */
  private static Panel drifting(Panel panel) {
    Panel.Builder builder = new Panel.Builder(panel.weighting());
    for (int s = 0; s < panel.units().size(); s++) {
      PanelUnit unit = panel.units().get(s);
      builder.unit(unit.with(List.of()));
      for (int t = 0; t < panel.timeCount(); t++) {
        builder.add(unit.id(), panel.time(t), panel.size(s, t), total(panel, s, t));
      }
    }
    return builder.build();
  }

  private static EffectAnswer.@Nullable Forbidden forbidden(List<Summand> summands) {
    EffectAnswer.Forbidden most = null;
    for (Summand summand : summands) {
      GoodmanBacon decomposition = GoodmanBacon.of(summand.panel());
      if (!decomposition.rows().isEmpty()) {
        double share = decomposition.share(GoodmanBacon.Kind.LATER_EARLIER);
        if (most == null || share > most.share()) {
          most =
              new EffectAnswer.Forbidden(
                  share, decomposition.coefficient(), decomposition.unbalanced());
        }
      }
    }
    return most;
  }

  /**
   * The events as a study from which drift is judged; null where nothing is seen after adoption.
   *
   * @param degreesOfFreedom of Student's distribution, to which the errors are widened
   */
  static @Nullable EventStudy study(
      UniversalEvents events, Clusters clusters, int degreesOfFreedom) {
    return degreesOfFreedom < 1 ? null : events.study(clusters, Figure.widening(degreesOfFreedom));
  }

  /**
   * What drift would make of the overall effect and, where that is asked for, of each event.
   *
   * @param study of the events
   */
  static Sensitivity sensitivity(UniversalEvents events, EventStudy study, boolean byTime) {
    List<Sensitivity.Asked> asked = Sensitivity.overallAndEvents(study, events.overall(study));
    return Sensitivity.of(study, byTime ? asked : asked.subList(0, 1));
  }

  /** The overall effect by the estimator that speaks; null where there is none. */
  public @Nullable Figure overall() {
    return speaks == Estimator.CS ? grouped : imputed;
  }

  /**
   * Whether the estimators contradict each other: they differ in sign, each by more than one
   * standard error from 0, or they differ by more than they would in one of a hundred states in
   * which schools do not drift. One of them compares with the last cohort before adoption, the
   * other with all of them, so that a drift makes them differ.
   */
  public boolean estimatorsDisagree() {
    return differInSign() || differInSize();
  }

  private boolean differInSign() {
    return grouped != null
        && imputed != null
        && grouped.standardError() != null
        && imputed.standardError() != null
        && grouped.value() * imputed.value() < 0
        && Math.abs(grouped.value()) > grouped.standardError()
        && Math.abs(imputed.value()) > imputed.standardError();
  }

  private boolean differInSize() {
    if (difference == null || degreesOfFreedom < 1) {
      return false;
    }
    double error = difference.standardError(clusters);
    return Math.abs(difference.value()) > Figure.quantile(degreesOfFreedom, CONTRADICTION) * error;
  }

  /** Whether a group-time under the policy was refused for want of counterparts. */
  public boolean isOverlapRefused() {
    return groupTime.effects().refused().stream()
        .anyMatch(each -> each.isPost() && each.refusal() == Refusal.NO_OVERLAP);
  }
}
