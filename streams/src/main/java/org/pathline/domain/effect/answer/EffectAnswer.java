package org.pathline.domain.effect.answer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.effect.cell.SchoolCells;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.design.Grading;
import org.pathline.domain.effect.design.Randomization;
import org.pathline.domain.effect.design.Thresholds;
import org.pathline.domain.effect.generality.Comparability;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.effect.grouptime.PlaceboTest;
import org.pathline.domain.effect.sensitivity.Equivalence;
import org.pathline.domain.effect.sensitivity.PretestPower;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.domain.statistics.Interval;

/**
 * Everything that is known of an effect: estimates, what speaks for and against them, and what may
 * be said.
 *
 * <p>Equal answers are equal to the last digit; a null stands for what does not apply or cannot be
 * computed.
 *
 * @param thresholds against which the design was held
 * @param rows estimates of all estimators, in order of estimator, type, group and time
 * @param errors of the overall effect, by other clusters
 * @param overall overall effect by the estimator that speaks, with Student's distribution: what the
 *     statement rests on
 * @param speaks the estimator that speaks: imputation, or group-time effects where covariates are
 *     adjusted for
 * @param leads effects before adoption against one base, with the band over these alone
 * @param placebo Wald's test of effects before adoption, which grades nothing
 * @param pretrends whether schools drifted before the policy
 * @param sensitivity what drift after the policy would make of the effect
 * @param randomization where fewer schools are treated than the best grade needs
 * @param detectable minimum detectable effect
 * @param companions effects on parts of these students
 * @param composition whether the students' mix of prior achievement moved
 * @param bounds of the effect for the worst and best of unknown outcomes, where the arms' coverage
 *     differs
 * @param generality for which schools the effect holds; null where there is no effect
 * @param grading what the design can bear, with reasons
 * @param statement what may be said of the effect
 */
public record EffectAnswer(
    EffectQuestion question,
    Thresholds thresholds,
    Sample sample,
    List<EffectRow> rows,
    @Nullable ClusteredErrors errors,
    @Nullable Figure overall,
    EffectRow.Estimator speaks,
    List<EffectRow> leads,
    @Nullable PlaceboTest placebo,
    @Nullable Pretrends pretrends,
    @Nullable Sensitivity sensitivity,
    @Nullable Randomization randomization,
    @Nullable Forbidden forbidden,
    @Nullable Double detectable,
    List<Companion> companions,
    @Nullable Composition composition,
    @Nullable Bounds bounds,
    @Nullable Baseline baseline,
    @Nullable Generality generality,
    Grading grading,
    EffectStatement statement) {

  /**
   * Answer to a question; a pure function of its arguments, whatever order the cells come in.
   *
   * @param cells standing outcome cells, each once; those of other settings or subjects are left
   *     out
   * @param regimes the policy in force at a school in an anchor year
   */
  public static EffectAnswer of(
      EffectQuestion question, Iterable<Cell> cells, RegimeAt regimes, Thresholds thresholds) {
    return of(question, study(question, cells, regimes), thresholds);
  }

  /** Study that a question is answered from; questions about other students share it. */
  public static Study study(EffectQuestion question, Iterable<Cell> cells, RegimeAt regimes) {
    return study(question, SchoolCells.of(question.scope(), cells), regimes);
  }

  /** The same of cells that questions about other outcomes share. */
  public static Study study(EffectQuestion question, SchoolCells cells, RegimeAt regimes) {
    return Study.of(
        question.scope(),
        cells,
        regimes,
        question.specification().anticipation(),
        question.covariates());
  }

  /**
   * Answer from a study that may have served other questions.
   *
   * @param study of {@link #study}, for a question of the same scope, anticipation and covariates
   */
  public static EffectAnswer of(EffectQuestion question, Study study, Thresholds thresholds) {
    return of(question, study, thresholds, comparability(study, question, Target.ALL, Map.of()));
  }

  /**
   * Comparability of the treated schools with a target; questions about other students share it.
   *
   * @param sorting measured sorting before the policy, of the schools of which it is known
   */
  public static Comparability comparability(
      Study study, EffectQuestion question, Target target, Map<SchoolId, Double> sorting) {
    int anticipation = question.specification().anticipation();
    return study.derived(
        List.of(Comparability.class, target, anticipation, sorting),
        () -> new Comparability(study, anticipation, target, sorting));
  }

  /**
   * Answer that says how far it may be carried to a target.
   *
   * @param comparability of the study's treated schools with the target
   */
  public static EffectAnswer of(
      EffectQuestion question, Study study, Thresholds thresholds, Comparability comparability) {
    return new Evaluation(question, study, thresholds).answer(comparability);
  }

  /**
   * The standard error of the overall effects, by school and by district.
   *
   * @param district whether the rows' errors are those by district
   * @param csByDistrict null where fewer than two districts are treated: it would be far too small
   */
  public record ClusteredErrors(
      boolean district,
      @Nullable Double csBySchool,
      @Nullable Double csByDistrict,
      @Nullable Double imputationBySchool,
      @Nullable Double imputationByDistrict) {}

  /**
   * Drift of schools before the policy, per cohort.
   *
   * @param slope the gate; null where it cannot be tested
   * @param adjusted the same where schools of other characteristics may drift, too
   * @param degreesOfFreedom of the slope's t distribution
   * @param exposure by how much a drift of 1 per cohort moves the overall effect
   * @param tolerable drift, in size, above which the effect could be drift alone; null where its
   *     interval covers 0 anyhow
   * @param power what the slope's test would miss, and what passing it does to the overall effect
   * @param equivalence whether effects before adoption are shown to be small; null where not asked
   */
  public record Pretrends(
      @Nullable Figure slope,
      @Nullable Figure adjusted,
      @Nullable Integer degreesOfFreedom,
      @Nullable Double exposure,
      @Nullable Double tolerable,
      List<PretestPower> power,
      @Nullable Equivalence equivalence) {

    /** The same with a test of equivalence. */
    Pretrends with(@Nullable Equivalence tested) {
      return new Pretrends(slope, adjusted, degreesOfFreedom, exposure, tolerable, power, tested);
    }

    /** Greatest drift in the direction of an effect that the slope's interval holds; or null. */
    @Nullable Double plausibleTowards(@Nullable Figure effect) {
      Interval drift = slope == null ? null : slope.interval();
      if (drift == null || effect == null) {
        return null;
      }
      return Math.max(0, effect.value() > 0 ? drift.high() : -drift.low());
    }
  }

  /**
   * What a static two-way fixed effects regression would rest on.
   *
   * @param share weight of comparisons with schools already treated
   * @param coefficient what the regression would say
   * @param unbalanced schools it could not use
   */
  public record Forbidden(Double share, Double coefficient, int unbalanced) {}

  /**
   * Effect on a part of the students.
   *
   * @param subgroup the part
   * @param cs overall effect; null where it cannot be estimated
   * @param imputation overall effect by imputation
   * @param adjustedP p of the one that speaks after Holm's adjustment within its family; null
   *     outside one
   * @param sensitivity of a gap's overall effect to drift; null of what is no gap
   */
  public record Companion(
      String subgroup,
      @Nullable Figure cs,
      @Nullable Figure imputation,
      @Nullable Double adjustedP,
      Sensitivity.@Nullable Target sensitivity) {

    /** The same as one of a family. */
    Companion adjusted(double p) {
      return new Companion(subgroup, cs, imputation, p, sensitivity);
    }
  }

  /**
   * The students' mix of prior achievement.
   *
   * @param shifts effect of the policy on the share of each third, by name
   * @param greatest in size among those whose interval leaves 0 out; 0 where there is none
   * @param moved whether it is above the threshold
   * @param standardised effect at the mix of the treated cohorts; null where a third has none
   */
  public record Composition(
      List<Shift> shifts,
      @Nullable Double greatest,
      boolean moved,
      @Nullable Figure standardised) {}

  /** Effect on the share of one third. */
  public record Shift(String third, Figure effect) {}

  /**
   * The overall effect if all treated students whose outcome is unknown had the least value, or the
   * greatest one.
   */
  public record Bounds(
      double least, double greatest, @Nullable Double ifLeast, @Nullable Double ifGreatest) {}

  /**
   * How alike the arms were before the policy, as the What Works Clearinghouse asks.
   *
   * @param difference of treated from comparison schools: Cox index, or Hedges' g of grade points
   * @param effectSize the overall effect in that unit
   * @param rating the most that such a design could be rated
   */
  public record Baseline(
      @Nullable Double difference, @Nullable Double effectSize, WhatWorks rating) {}

  /** Puts an answer together; what is not set does not apply or cannot be computed. */
  static final class Builder {
    private final EffectQuestion question;
    private final Thresholds thresholds;
    private final Sample sample;
    private List<EffectRow> rows = List.of();
    private @Nullable ClusteredErrors errors;
    private @Nullable Figure overall;
    private List<EffectRow> leads = List.of();
    private @Nullable PlaceboTest placebo;
    private @Nullable Pretrends pretrends;
    private @Nullable Sensitivity sensitivity;
    private @Nullable Randomization randomization;
    private @Nullable Forbidden forbidden;
    private @Nullable Double detectable;
    private List<Companion> companions = List.of();
    private @Nullable Composition composition;
    private @Nullable Bounds bounds;
    private @Nullable Baseline baseline;
    private @Nullable Generality generality;

    Builder(EffectQuestion question, Thresholds thresholds, Sample sample) {
      this.question = question;
      this.thresholds = thresholds;
      this.sample = sample;
    }

    Builder rows(List<EffectRow> rows) {
      this.rows = List.copyOf(rows);
      return this;
    }

    Builder errors(@Nullable ClusteredErrors errors) {
      this.errors = errors;
      return this;
    }

    Builder overall(@Nullable Figure overall) {
      this.overall = overall;
      return this;
    }

    Builder leads(List<EffectRow> leads) {
      this.leads = List.copyOf(leads);
      return this;
    }

    Builder placebo(@Nullable PlaceboTest placebo) {
      this.placebo = placebo;
      return this;
    }

    Builder pretrends(@Nullable Pretrends pretrends) {
      this.pretrends = pretrends;
      return this;
    }

    Builder sensitivity(@Nullable Sensitivity sensitivity) {
      this.sensitivity = sensitivity;
      return this;
    }

    Builder randomization(@Nullable Randomization randomization) {
      this.randomization = randomization;
      return this;
    }

    Builder forbidden(@Nullable Forbidden forbidden) {
      this.forbidden = forbidden;
      return this;
    }

    Builder detectable(@Nullable Double detectable) {
      this.detectable = detectable;
      return this;
    }

    Builder companions(List<Companion> companions) {
      this.companions = List.copyOf(companions);
      return this;
    }

    Builder composition(@Nullable Composition composition) {
      this.composition = composition;
      return this;
    }

    Builder bounds(@Nullable Bounds bounds) {
      this.bounds = bounds;
      return this;
    }

    Builder baseline(@Nullable Baseline baseline) {
      this.baseline = baseline;
      return this;
    }

    Builder generality(@Nullable Generality generality) {
      this.generality = generality;
      return this;
    }

    EffectAnswer build(Grading grading, EffectStatement statement) {
      return new EffectAnswer(
          question,
          thresholds,
          sample,
          rows,
          errors,
          overall,
          question.covariates().isEmpty() ? EffectRow.Estimator.IMPUTATION : EffectRow.Estimator.CS,
          leads,
          placebo,
          pretrends,
          sensitivity,
          randomization,
          forbidden,
          detectable,
          companions,
          composition,
          bounds,
          baseline,
          generality,
          grading,
          statement);
    }
  }
}
