package org.pathline.streams.wire;

import static org.pathline.domain.statistics.Interval.high;
import static org.pathline.domain.statistics.Interval.low;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Specification.Base;
import org.pathline.domain.effect.Specification.Comparison;
import org.pathline.domain.effect.answer.DoseAnswer;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.Figure;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.answer.PlannedAnswers;
import org.pathline.domain.effect.answer.Sample;
import org.pathline.domain.effect.design.Randomization;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.effect.grouptime.PlaceboTest;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.domain.key.KeyText;
import org.pathline.events.CohortCoverage;
import org.pathline.events.CohortNotObservable;
import org.pathline.events.DesignGrade;
import org.pathline.events.DriftSensitivity;
import org.pathline.events.DroppedSchool;
import org.pathline.events.Effect;
import org.pathline.events.EffectBase;
import org.pathline.events.EffectBaseline;
import org.pathline.events.EffectBounds;
import org.pathline.events.EffectCompanion;
import org.pathline.events.EffectComposition;
import org.pathline.events.EffectControl;
import org.pathline.events.EffectErrors;
import org.pathline.events.EffectEstimator;
import org.pathline.events.EffectFigure;
import org.pathline.events.EffectForbidden;
import org.pathline.events.EffectMethod;
import org.pathline.events.EffectPlacebo;
import org.pathline.events.EffectPlan;
import org.pathline.events.EffectPretrends;
import org.pathline.events.EffectRandomization;
import org.pathline.events.EffectRow;
import org.pathline.events.EffectSample;
import org.pathline.events.EffectShift;
import org.pathline.events.EffectStatement;
import org.pathline.events.EffectThresholds;
import org.pathline.events.EffectType;
import org.pathline.events.GradeReason;
import org.pathline.events.Inference;
import org.pathline.events.NamedCount;
import org.pathline.events.OutcomeName;
import org.pathline.events.PretestPower;
import org.pathline.events.PretrendEquivalence;
import org.pathline.events.RobustInterval;
import org.pathline.events.Subject;

/** An answer as it is published; equal answers give equal records. */
public final class EffectRecord {
  private EffectRecord() {}

  /** Key of the answer to a question, as text. */
  public static String key(EffectQuestion question) {
    return KeyText.join(
        Integer.toString(question.scope().settings().anchorGrade()),
        question.scope().settings().stemList(),
        question.scope().subject().name(),
        question.scope().outcome().label(),
        question.subgroup().text(),
        control(question.specification()).name(),
        base(question.specification()).name());
  }

  /** Key of the answer to a question of a plan. */
  public static String key(EffectQuestion question, Plan plan) {
    return key(question) + "|" + plan.id();
  }

  /**
   * Record of an answer that is part of no plan.
   *
   * @param dose how the effect depends on its dose; null where that was not asked
   * @param askedBy ids of plans that ask the same
   */
  public static Effect of(EffectAnswer answer, @Nullable DoseAnswer dose, List<String> askedBy) {
    Effect effect = of(answer);
    effect.setAskedByPlans(askedBy);
    effect.setDose(DoseRecord.of(dose));
    return effect;
  }

  /** Record of an answer that is one of a plan's family. */
  public static Effect of(PlannedAnswers family, PlannedAnswers.Planned planned) {
    Effect effect = of(planned.answer());
    effect.setStatement(EffectStatement.valueOf(planned.statement().name()));
    effect.setInference(Inference.valueOf(planned.inference().name()));
    effect.setPlan(
        new EffectPlan(
            family.plan().id(),
            family.stoodSince(),
            planned.observableFrom(),
            family.plan().questions().size(),
            planned.adjustedP()));
    return effect;
  }

  /** Record of an answer that is part of no plan. */
  public static Effect of(EffectAnswer answer) {
    EffectQuestion question = answer.question();
    Specification specification = question.specification();
    return Effect.newBuilder()
        .setSettings(SettingsRecord.of(question.scope().settings()))
        .setSubject(Subject.valueOf(question.scope().subject().name()))
        .setOutcome(OutcomeName.valueOf(question.scope().outcome().label()))
        .setSubgroup(question.subgroup().text())
        .setControl(control(specification))
        .setBase(base(specification))
        .setMethod(method(specification.method()))
        .setAnticipation(specification.anticipation())
        .setCovariates(question.covariates().stream().map(Enum::name).toList())
        .setSeed(question.seed())
        .setDraws(question.draws())
        .setGrade(DesignGrade.valueOf(answer.grading().grade().name()))
        .setReasons(
            answer.grading().reasons().stream()
                .map(
                    each ->
                        new GradeReason(
                            each.code().name(),
                            DesignGrade.valueOf(each.grade().name()),
                            each.text()))
                .toList())
        .setStatement(EffectStatement.valueOf(answer.statement().name()))
        .setLowerIsBetter(question.isLowerBetter())
        .setOverall(figure(answer.overall()))
        .setSpeaks(EffectEstimator.valueOf(answer.speaks().label()))
        .setMinimumDetectable(answer.detectable())
        .setRows(rows(answer.rows()))
        .setSample(sample(answer.sample()))
        .setErrors(ifAny(answer.errors(), EffectRecord::errors))
        .setLeads(rows(answer.leads()))
        .setPretrends(ifAny(answer.pretrends(), EffectRecord::pretrends))
        .setPlausibleM(answer.sensitivity() == null ? null : answer.sensitivity().plausibleBend())
        .setSensitivity(
            answer.sensitivity() == null
                ? List.of()
                : answer.sensitivity().targets().stream().map(EffectRecord::sensitivity).toList())
        .setPlacebo(ifAny(answer.placebo(), EffectRecord::placebo))
        .setRandomization(ifAny(answer.randomization(), EffectRecord::randomization))
        .setForbidden(ifAny(answer.forbidden(), EffectRecord::forbidden))
        .setCompanions(
            answer.companions().stream()
                .map(
                    each ->
                        new EffectCompanion(
                            each.subgroup(),
                            figure(each.cs()),
                            figure(each.imputation()),
                            each.adjustedP(),
                            ifAny(each.sensitivity(), EffectRecord::sensitivity)))
                .toList())
        .setComposition(ifAny(answer.composition(), EffectRecord::composition))
        .setBounds(ifAny(answer.bounds(), EffectRecord::bounds))
        .setBaseline(ifAny(answer.baseline(), EffectRecord::baseline))
        .setGenerality(GeneralityRecord.of(answer.generality()))
        .setThresholds(thresholds(answer.thresholds()))
        .setInference(Inference.EXPLORATORY)
        .build();
  }

  static EffectControl control(Specification specification) {
    return specification.comparison() == Comparison.NEVER_TREATED
        ? EffectControl.nevertreated
        : EffectControl.notyettreated;
  }

  static EffectBase base(Specification specification) {
    return specification.base() == Base.UNIVERSAL ? EffectBase.universal : EffectBase.varying;
  }

  static EffectMethod method(Specification.Method method) {
    return switch (method) {
      case DOUBLY_ROBUST -> EffectMethod.dr;
      case REGRESSION -> EffectMethod.reg;
      case INVERSE_PROBABILITY -> EffectMethod.ipw;
    };
  }

  private static List<EffectRow> rows(List<org.pathline.domain.effect.answer.EffectRow> rows) {
    return rows.stream()
        .map(
            row ->
                new EffectRow(
                    EffectEstimator.valueOf(row.estimator().label()),
                    EffectType.valueOf(row.type().label()),
                    row.group(),
                    row.time(),
                    row.estimate(),
                    row.standardError(),
                    low(row.interval()),
                    high(row.interval()),
                    low(row.band()),
                    high(row.band())))
        .toList();
  }

  static @Nullable EffectFigure figure(@Nullable Figure figure) {
    return figure == null
        ? null
        : new EffectFigure(
            figure.value(),
            figure.standardError(),
            low(figure.interval()),
            high(figure.interval()),
            figure.p());
  }

  private static <T, R> @Nullable R ifAny(@Nullable T value, Function<T, R> record) {
    return value == null ? null : record.apply(value);
  }

  private static EffectSample sample(Sample sample) {
    return new EffectSample(
        sample.treatedSchools(),
        sample.comparisonSchools(),
        sample.treatedDistricts(),
        sample.comparisonDistricts(),
        sample.districtWide(),
        counts(sample.treatedBefore()),
        counts(sample.comparisonRegimes()),
        counts(sample.adoptions()),
        sample.cohorts().stream()
            .map(
                each ->
                    new CohortCoverage(
                        each.anchorYear(),
                        each.treatedEligible(),
                        each.treatedObserved(),
                        each.comparisonEligible(),
                        each.comparisonObserved()))
            .toList(),
        sample.treatedStudents(),
        sample.dropped().stream()
            .map(each -> new DroppedSchool(each.unit(), each.reason().name(), each.reason().text()))
            .toList(),
        sample.notObservable().stream()
            .map(
                each ->
                    new CohortNotObservable(each.districtId(), each.anchorYear(), each.reason()))
            .toList());
  }

  private static List<NamedCount> counts(Map<?, Integer> counts) {
    return counts.entrySet().stream()
        .map(each -> new NamedCount(each.getKey().toString(), each.getValue().longValue()))
        .toList();
  }

  private static EffectErrors errors(EffectAnswer.ClusteredErrors errors) {
    return new EffectErrors(
        errors.district(),
        errors.csBySchool(),
        errors.csByDistrict(),
        errors.imputationBySchool(),
        errors.imputationByDistrict());
  }

  private static EffectPretrends pretrends(EffectAnswer.Pretrends pretrends) {
    return new EffectPretrends(
        figure(pretrends.slope()),
        figure(pretrends.adjusted()),
        pretrends.degreesOfFreedom(),
        pretrends.exposure(),
        pretrends.tolerable(),
        pretrends.power().stream()
            .map(
                each ->
                    new PretestPower(each.power(), each.slope(), each.drift(), each.afterPassing()))
            .toList(),
        ifAny(
            pretrends.equivalence(),
            each -> new PretrendEquivalence(each.bound(), each.p(), each.least())));
  }

  /** What drift would make of one effect. */
  public static DriftSensitivity sensitivity(Sensitivity.Target target) {
    return new DriftSensitivity(
        target.event(),
        target.estimate(),
        target.standardError(),
        target.breakdownMultiple(),
        target.breakdownBend(),
        robust(target.byMultiple()),
        robust(target.byBend()));
  }

  private static List<RobustInterval> robust(List<Sensitivity.Robust> intervals) {
    return intervals.stream()
        .map(each -> new RobustInterval(each.bound(), low(each.interval()), high(each.interval())))
        .toList();
  }

  private static EffectPlacebo placebo(PlaceboTest test) {
    return new EffectPlacebo(test.statistic(), test.degrees(), test.p());
  }

  private static EffectRandomization randomization(Randomization randomization) {
    return new EffectRandomization(
        randomization.effect(),
        randomization.p(),
        low(randomization.interval()),
        high(randomization.interval()),
        randomization.draws(),
        randomization.dealt().name());
  }

  private static EffectForbidden forbidden(EffectAnswer.Forbidden forbidden) {
    return new EffectForbidden(forbidden.share(), forbidden.coefficient(), forbidden.unbalanced());
  }

  private static EffectComposition composition(EffectAnswer.Composition composition) {
    return new EffectComposition(
        composition.shifts().stream()
            .map(each -> new EffectShift(each.third(), figure(each.effect())))
            .toList(),
        composition.greatest(),
        composition.moved(),
        figure(composition.standardised()));
  }

  private static EffectBounds bounds(EffectAnswer.Bounds bounds) {
    return new EffectBounds(
        bounds.least(), bounds.greatest(), bounds.ifLeast(), bounds.ifGreatest());
  }

  private static EffectBaseline baseline(EffectAnswer.Baseline baseline) {
    return new EffectBaseline(
        baseline.difference(), baseline.effectSize(), baseline.rating().name());
  }

  static EffectThresholds thresholds(Thresholds thresholds) {
    return new EffectThresholds(
        thresholds.schools(),
        thresholds.districts(),
        thresholds.preCohorts(),
        thresholds.fewPreCohortsShare(),
        thresholds.coverage(),
        thresholds.differentialCoverage(),
        thresholds.treatedStudents(),
        thresholds.smallestEffect(),
        thresholds.detectableFactor(),
        thresholds.slopeLevel(),
        thresholds.compositionShift(),
        thresholds.supportedSchools(),
        thresholds.supportedDistricts(),
        thresholds.supportedCoverage(),
        thresholds.supportedDifferential(),
        thresholds.forbiddenShare(),
        thresholds.breakdown());
  }
}
