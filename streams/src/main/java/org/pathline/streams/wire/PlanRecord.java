package org.pathline.streams.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.events.AnalysisPlan;
import org.pathline.events.EffectBase;
import org.pathline.events.EffectControl;
import org.pathline.events.EffectMethod;
import org.pathline.events.OutcomeName;

/** A plan as it is published. */
public final class PlanRecord {
  private PlanRecord() {}

  /** Record of a plan. */
  public static AnalysisPlan of(Plan plan, @Nullable String author) {
    Specification specification = plan.specification();
    return AnalysisPlan.newBuilder()
        .setPlanId(plan.id())
        .setSettings(SettingsRecord.of(plan.settings()))
        .setSubject(org.pathline.events.Subject.valueOf(plan.subject().name()))
        .setOutcomes(
            plan.outcomes().stream().map(each -> OutcomeName.valueOf(each.label())).toList())
        .setSubgroups(plan.subgroups().stream().map(Subgroup::text).toList())
        .setControl(EffectRecord.control(specification))
        .setBase(EffectRecord.base(specification))
        .setMethod(EffectRecord.method(specification.method()))
        .setAnticipation(specification.anticipation())
        .setCovariates(plan.covariates().stream().map(Enum::name).toList())
        .setTarget(plan.target())
        .setThresholds(EffectRecord.thresholds(plan.thresholds()))
        .setAuthor(author)
        .build();
  }

  /**
   * Plan in a record.
   *
   * @throws IllegalArgumentException when this release does not know what it asks, or when its hash
   *     is not that of its content
   */
  public static Plan read(AnalysisPlan record) {
    Plan plan = content(record);
    if (!plan.id().equals(record.getPlanId().toString())) {
      throw new IllegalArgumentException("the hash of the plan is not that of its content");
    }
    return plan;
  }

  /**
   * Plan in a record, whatever its hash.
   *
   * @throws IllegalArgumentException when this release does not know what it asks
   */
  public static Plan content(AnalysisPlan record) {
    List<Outcome> outcomes =
        record.getOutcomes().stream()
            .map(
                each ->
                    Outcome.labelled(each.name())
                        .orElseThrow(
                            () -> new IllegalArgumentException("there is no outcome " + each)))
            .toList();
    Double smallest = record.getThresholds().getSmallestEffect();
    return new Plan(
        SettingsRecord.read(record.getSettings()),
        Subject.valueOf(record.getSubject().name()),
        outcomes,
        record.getSubgroups().stream().map(each -> Subgroup.parse(each.toString())).toList(),
        new Specification(
            record.getControl() == EffectControl.nevertreated
                ? Comparison.NEVER_TREATED
                : Comparison.NOT_YET_TREATED,
            record.getBase() == EffectBase.universal ? Base.UNIVERSAL : Base.VARYING,
            method(record.getMethod()),
            record.getAnticipation()),
        record.getCovariates().stream().map(each -> Covariate.valueOf(each.toString())).toList(),
        record.getTarget().toString(),
        smallest == null ? 0 : smallest);
  }

  private static Method method(EffectMethod method) {
    return switch (method) {
      case reg -> Method.REGRESSION;
      case ipw -> Method.INVERSE_PROBABILITY;
      case dr, unknown -> Method.DOUBLY_ROBUST;
    };
  }
}
