package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.effect.grouptime.GroupTimeEffects;
import org.pathline.domain.effect.grouptime.GroupTimeSample;
import org.pathline.domain.effect.grouptime.GroupTimeSummary;
import org.pathline.domain.effect.grouptime.PlaceboTest;
import org.pathline.domain.effect.grouptime.TripleDifference;
import org.pathline.domain.effect.sensitivity.EventStudy;
import org.pathline.domain.effect.sensitivity.PretestPower;
import org.pathline.domain.effect.sensitivity.Sensitivity;

/**
 * What a panel of somebody's own says of a policy, as far as a panel goes: it knows no students, so
 * there is no coverage, no composition and no grade.
 *
 * @param summary group-time effects, their means and bands
 * @param diagnosis the imputation estimator, and what speaks for and against the estimates; over
 *     the units of the sample, with covariates only where the specification has them
 * @param lone what of the answer rests on units that are alone
 * @param sensitivity what drift would make of the mean over all of the treated, of the mean of the
 *     events and of each event, by the draws of R's HonestDiD; null where nothing can be compared,
 *     and where the effects rest on units that are alone
 * @param pretests for the same effects, in the same order, what looking for significant events
 *     before adoption would miss
 * @param rows of both estimators
 */
public record PanelAnswer(
    GroupTimeSummary summary,
    @Nullable Diagnosis diagnosis,
    Clusters clusters,
    LoneUnits lone,
    @Nullable Sensitivity sensitivity,
    List<List<PretestPower>> pretests,
    List<EffectRow> rows) {
  /** Multiples M̄ that a panel's intervals are given for. */
  public static final List<Double> MULTIPLES = List.of(0.0, 0.5, 1.0, 1.5, 2.0);

  /**
   * Answer for a panel.
   *
   * @param balance events are those of groups seen that long after adoption; null for all groups
   */
  public static PanelAnswer of(
      Panel panel, Specification specification, @Nullable Integer balance, long seed, int draws) {
    Clusters clusters = Clusters.of(panel);
    GroupTimeSummary summary =
        GroupTimeSummary.of(
            GroupTimeEffects.of(panel, specification), clusters, balance, seed, draws);
    if (summary.effects().isEmpty()) {
      return new PanelAnswer(summary, null, clusters, LoneUnits.none(), null, List.of(), List.of());
    }
    Diagnosis diagnosis = diagnosis(summary.effects().sample(), specification, seed, draws);
    List<EffectRow> rows = new ArrayList<>(GroupTimeRows.of(summary, clusters));
    diagnosis.rows().stream()
        .filter(row -> row.estimator() == Estimator.IMPUTATION)
        .forEach(rows::add);
    LoneUnits lone = LoneUnits.of(summary.effects(), clusters, s -> 0);
    EventStudy study = diagnosis.events().study(clusters(diagnosis), 0, 1);
    return of(summary, diagnosis, clusters, lone, diagnosis.events(), study, rows);
  }

  /**
   * Answer for a panel in which some units are eligible: triple differences, without the companions
   * of other panels.
   *
   * @param eligible of each unit, by index
   * @param balance events are those of groups seen that long after adoption; null for all groups
   */
  public static PanelAnswer ofTriple(
      Panel panel,
      boolean[] eligible,
      Specification specification,
      @Nullable Integer balance,
      long seed,
      int draws) {
    Clusters clusters = Clusters.of(panel);
    GroupTimeSummary summary =
        GroupTimeSummary.of(
            TripleDifference.of(panel, eligible, specification), clusters, balance, seed, draws);
    UniversalEvents events =
        UniversalEvents.of(
            TripleDifference.of(panel, eligible, specification.with(Base.UNIVERSAL)),
            specification.anticipation());
    EventStudy study = summary.overall() == null ? null : events.study(clusters, 0, 1);
    // Cohorts that are compared with are not pooled, nor are eligible units with others.
    GroupTimeSample sample = summary.effects().sample();
    LoneUnits lone =
        LoneUnits.of(
            summary.effects(), clusters, s -> 2 * sample.adopted(s) + (eligible[s] ? 1 : 0));
    List<EffectRow> rows = GroupTimeRows.of(summary, clusters);
    return of(summary, null, clusters, lone, events, study, rows);
  }

  /** Answer with what drift would make of its events, where there are any to study. */
  private static PanelAnswer of(
      GroupTimeSummary summary,
      @Nullable Diagnosis diagnosis,
      Clusters clusters,
      LoneUnits lone,
      UniversalEvents events,
      @Nullable EventStudy study,
      List<EffectRow> all) {
    List<EffectRow> rows = all.stream().map(lone::row).toList();
    GroupTimeSummary tested =
        summary.withPlacebo(PlaceboTest.of(summary.effects(), clusters, lone::isNone));
    if (study == null || lone.areUnderOverall()) {
      return new PanelAnswer(tested, diagnosis, clusters, lone, null, List.of(), rows);
    }
    List<Sensitivity.Asked> asked = asked(study, events);
    Sensitivity sensitivity =
        Sensitivity.of(
            study,
            asked,
            MULTIPLES,
            Sensitivity.bendsOfR(study),
            Sensitivity.CriticalValues.DRAWN_AS_R);
    int reference = -1 - events.anticipation();
    return new PanelAnswer(
        tested,
        diagnosis,
        clusters,
        lone,
        sensitivity,
        asked.stream()
            .map(each -> PretestPower.ofEvents(study, reference, each.weights()))
            .toList(),
        rows);
  }

  private static Clusters clusters(Diagnosis diagnosis) {
    return Clusters.of(diagnosis.groupTime().effects().sample().panel());
  }

  private static List<Sensitivity.Asked> asked(EventStudy study, UniversalEvents events) {
    List<Sensitivity.Asked> asked =
        new ArrayList<>(Sensitivity.overallAndEvents(study, events.overall(study)));
    asked.add(1, new Sensitivity.Asked("average", null, study.mean()));
    asked.removeIf(each -> !study.hasError(each.weights()));
    return asked;
  }

  /** Events against the last time before adoption; none where there are only sums of effects. */
  public List<EffectRow> leads() {
    return diagnosis == null ? List.of() : diagnosis.leads().stream().map(lone::lead).toList();
  }

  /** Diagnosis over the units of a sample alone: the others tell nothing of a time before. */
  private static Diagnosis diagnosis(
      GroupTimeSample sample, Specification specification, long seed, int draws) {
    TreeSet<String> left = new TreeSet<>();
    sample.exclusions().forEach(exclusion -> left.addAll(exclusion.units()));
    Panel used = sample.panel().withUnits(unit -> left.contains(unit.id()) ? null : unit);
    TreeSet<String> treated = new TreeSet<>();
    TreeSet<String> all = new TreeSet<>();
    int last = used.time(used.timeCount() - 1);
    used.units()
        .forEach(
            unit -> {
              all.add(unit.cluster());
              if (unit.everAdopts() && unit.adopted() <= last) {
                treated.add(unit.cluster());
              }
            });
    int fewer = Math.min(treated.size(), Math.max(1, all.size() - treated.size()));
    return Diagnosis.of(
        List.of(new Summand(1, used)),
        specification,
        new Diagnosis.Errors(
            Clusters.of(used),
            Collections.nCopies(used.units().size(), ""),
            treated.size(),
            fewer,
            Thresholds.OF_A_PANEL.supportedSchools(),
            seed,
            draws));
  }
}
