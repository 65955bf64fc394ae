package org.pathline.domain.effect.design;

import org.jspecify.annotations.Nullable;

/**
 * Every figure that a grade depends on; null where it is not known or does not apply.
 *
 * @param treatedSchools with students whose outcome is known
 * @param comparisonSchools never treated, or not within the panel
 * @param treatedDistricts with a treated school; null where units have no districts
 * @param comparisonDistricts without any
 * @param districtWide whether the policy was taken up by districts
 * @param shareBelowPreCohorts share of treated schools with fewer cohorts before the policy than
 *     needed
 * @param shareBelowOneMore share of those with fewer than one more
 * @param postCohorts anchor years under the policy whose outcome is known
 * @param treatedCoverage share of students under the policy whose outcome is known
 * @param comparisonCoverage that share of the others in the same anchor years
 * @param differentialCoverage greatest difference between the two for one group of students, in
 *     size
 * @param treatedStudents under the policy, after the loss to clustering
 * @param overlapRefused whether adjustment failed because treated units have no counterparts
 * @param estimable whether there is an estimate with a standard error
 * @param detectable minimum detectable effect
 * @param slopeP of no drift before the policy
 * @param adjustedSlopeP of no drift once covariates may drift
 * @param compositionShift greatest effect on the share of a third of prior achievement, in size
 * @param standardised whether an effect at one mix of prior achievement is given
 * @param forbiddenShare weight of comparisons with units already treated
 * @param estimatorsDisagree whether the two estimators differ in sign, each by more than one
 *     standard error from 0
 * @param tolerableDrift drift per cohort, in size, above which the effect could be drift alone;
 *     null where the interval covers 0 anyhow
 * @param plausibleDrift greatest drift towards the effect that the slope's interval holds
 * @param breakdown M̄*: how many times the largest change before the policy drift may change after
 *     it until the effect could be drift alone; 0 where the interval holds 0 anyhow
 */
public record Evidence(
    int treatedSchools,
    int comparisonSchools,
    @Nullable Integer treatedDistricts,
    @Nullable Integer comparisonDistricts,
    boolean districtWide,
    double shareBelowPreCohorts,
    double shareBelowOneMore,
    int postCohorts,
    @Nullable Double treatedCoverage,
    @Nullable Double comparisonCoverage,
    @Nullable Double differentialCoverage,
    @Nullable Double treatedStudents,
    boolean overlapRefused,
    boolean estimable,
    @Nullable Double detectable,
    @Nullable Double slopeP,
    @Nullable Double adjustedSlopeP,
    @Nullable Double compositionShift,
    boolean standardised,
    @Nullable Double forbiddenShare,
    boolean estimatorsDisagree,
    @Nullable Double tolerableDrift,
    @Nullable Double plausibleDrift,
    @Nullable Double breakdown) {
  /** How many schools, districts and cohorts there are to compare. */
  public record Arms(
      int treatedSchools,
      int comparisonSchools,
      @Nullable Integer treatedDistricts,
      @Nullable Integer comparisonDistricts,
      boolean districtWide,
      double shareBelowPreCohorts,
      double shareBelowOneMore,
      int postCohorts) {}

  /** Puts evidence together; what is not set is not known or does not apply. */
  public static final class Builder {
    private final Arms arms;
    private @Nullable Double treatedCoverage;
    private @Nullable Double comparisonCoverage;
    private @Nullable Double differentialCoverage;
    private @Nullable Double treatedStudents;
    private boolean overlapRefused;
    private boolean estimable;
    private @Nullable Double detectable;
    private @Nullable Double slopeP;
    private @Nullable Double adjustedSlopeP;
    private @Nullable Double compositionShift;
    private boolean standardised;
    private @Nullable Double forbiddenShare;
    private boolean estimatorsDisagree;
    private @Nullable Double tolerableDrift;
    private @Nullable Double plausibleDrift;
    private @Nullable Double breakdown;

    /** Evidence of which only the arms are known. */
    public Builder(Arms arms) {
      this.arms = arms;
    }

    /** Sets {@link Evidence#treatedCoverage}. */
    public Builder treatedCoverage(@Nullable Double treatedCoverage) {
      this.treatedCoverage = treatedCoverage;
      return this;
    }

    /** Sets {@link Evidence#comparisonCoverage}. */
    public Builder comparisonCoverage(@Nullable Double comparisonCoverage) {
      this.comparisonCoverage = comparisonCoverage;
      return this;
    }

    /** Sets {@link Evidence#differentialCoverage}. */
    public Builder differentialCoverage(@Nullable Double differentialCoverage) {
      this.differentialCoverage = differentialCoverage;
      return this;
    }

    /** Sets {@link Evidence#treatedStudents}. */
    public Builder treatedStudents(@Nullable Double treatedStudents) {
      this.treatedStudents = treatedStudents;
      return this;
    }

    /** Sets {@link Evidence#overlapRefused}. */
    public Builder overlapRefused(boolean overlapRefused) {
      this.overlapRefused = overlapRefused;
      return this;
    }

    /** Sets {@link Evidence#estimable}. */
    public Builder estimable(boolean estimable) {
      this.estimable = estimable;
      return this;
    }

    /** Sets {@link Evidence#detectable}. */
    public Builder detectable(@Nullable Double detectable) {
      this.detectable = detectable;
      return this;
    }

    /** Sets {@link Evidence#slopeP}. */
    public Builder slopeP(@Nullable Double slopeP) {
      this.slopeP = slopeP;
      return this;
    }

    /** Sets {@link Evidence#adjustedSlopeP}. */
    public Builder adjustedSlopeP(@Nullable Double adjustedSlopeP) {
      this.adjustedSlopeP = adjustedSlopeP;
      return this;
    }

    /** Sets {@link Evidence#compositionShift}. */
    public Builder compositionShift(@Nullable Double compositionShift) {
      this.compositionShift = compositionShift;
      return this;
    }

    /** Sets {@link Evidence#standardised}. */
    public Builder standardised(boolean standardised) {
      this.standardised = standardised;
      return this;
    }

    /** Sets {@link Evidence#forbiddenShare}. */
    public Builder forbiddenShare(@Nullable Double forbiddenShare) {
      this.forbiddenShare = forbiddenShare;
      return this;
    }

    /** Sets {@link Evidence#estimatorsDisagree}. */
    public Builder estimatorsDisagree(boolean estimatorsDisagree) {
      this.estimatorsDisagree = estimatorsDisagree;
      return this;
    }

    /** Sets {@link Evidence#tolerableDrift}. */
    public Builder tolerableDrift(@Nullable Double tolerableDrift) {
      this.tolerableDrift = tolerableDrift;
      return this;
    }

    /** Sets {@link Evidence#breakdown}. */
    public Builder breakdown(@Nullable Double breakdown) {
      this.breakdown = breakdown;
      return this;
    }

    /** Sets {@link Evidence#plausibleDrift}. */
    public Builder plausibleDrift(@Nullable Double plausibleDrift) {
      this.plausibleDrift = plausibleDrift;
      return this;
    }

    /** The evidence as set. */
    public Evidence build() {
      return new Evidence(
          arms.treatedSchools(),
          arms.comparisonSchools(),
          arms.treatedDistricts(),
          arms.comparisonDistricts(),
          arms.districtWide(),
          arms.shareBelowPreCohorts(),
          arms.shareBelowOneMore(),
          arms.postCohorts(),
          treatedCoverage,
          comparisonCoverage,
          differentialCoverage,
          treatedStudents,
          overlapRefused,
          estimable,
          detectable,
          slopeP,
          adjustedSlopeP,
          compositionShift,
          standardised,
          forbiddenShare,
          estimatorsDisagree,
          tolerableDrift,
          plausibleDrift,
          breakdown);
    }
  }
}
