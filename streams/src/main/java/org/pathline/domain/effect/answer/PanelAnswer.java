package org.pathline.domain.effect.answer;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.effect.grouptime.GroupTimeSample;
import org.pathline.domain.effect.grouptime.GroupTimeSummary;

/**
 * What a panel of somebody's own says of a policy, as far as a panel goes: it knows no students, so
 * there is no coverage, no composition and no grade.
 *
 * @param summary group-time effects, their means and bands
 * @param diagnosis the imputation estimator, and what speaks for and against the estimates; over
 *     the units of the sample, with covariates only where the specification has them
 * @param rows of both estimators
 */
public record PanelAnswer(
    GroupTimeSummary summary, Diagnosis diagnosis, Clusters clusters, List<EffectRow> rows) {

  /**
   * Answer for a panel.
   *
   * @param balance events are those of groups seen that long after adoption; null for all groups
   */
  public static PanelAnswer of(
      Panel panel, Specification specification, Integer balance, long seed, int draws) {
    Clusters clusters = Clusters.of(panel);
    GroupTimeSummary summary =
        GroupTimeSummary.of(panel, specification, clusters, balance, seed, draws);
    if (summary.effects().effects().isEmpty()) {
      return new PanelAnswer(summary, null, clusters, List.of());
    }
    Diagnosis diagnosis = diagnosis(summary.effects().sample(), specification, seed, draws);
    List<EffectRow> rows = new ArrayList<>(GroupTimeRows.of(summary, clusters));
    diagnosis.rows().stream()
        .filter(row -> row.estimator() == Estimator.IMPUTATION)
        .forEach(rows::add);
    LoneUnits lone = LoneUnits.of(summary.effects());
    rows.replaceAll(row -> lone.isUnder(row) ? row.withoutError() : row);
    return new PanelAnswer(summary, diagnosis, clusters, List.copyOf(rows));
  }

  /** What of the answer rests on units that are alone. */
  public LoneUnits lone() {
    return LoneUnits.of(summary.effects());
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
