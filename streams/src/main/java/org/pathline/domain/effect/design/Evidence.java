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

  /** Evidence of which only the schools, districts and cohorts are known. */
  public static Evidence ofArms(
      int treatedSchools,
      int comparisonSchools,
      @Nullable Integer treatedDistricts,
      @Nullable Integer comparisonDistricts,
      boolean districtWide,
      double shareBelowPreCohorts,
      double shareBelowOneMore,
      int postCohorts) {
    return new Evidence(
        treatedSchools,
        comparisonSchools,
        treatedDistricts,
        comparisonDistricts,
        districtWide,
        shareBelowPreCohorts,
        shareBelowOneMore,
        postCohorts,
        null,
        null,
        null,
        null,
        false,
        false,
        null,
        null,
        null,
        null,
        false,
        null,
        false,
        null,
        null,
        null);
  }
}
