package org.pathline.domain.effect.design;

import org.jspecify.annotations.Nullable;

/**
 * Where evidence begins to be too thin, and where it suffices; recorded in every answer.
 *
 * @param schools fewer treated, or fewer comparison schools say nothing
 * @param districts fewer treated, or comparison districts say nothing where districts adopt
 * @param preCohorts cohorts before the policy that a treated school needs; one more is enough for
 *     the best grade
 * @param fewPreCohortsShare share of treated schools that may have fewer
 * @param coverage least share of students whose outcome is known, in either arm
 * @param differentialCoverage greatest difference of that share between the arms
 * @param treatedStudents least number of treated students, after the loss to clustering
 * @param smallestEffect smallest effect of interest, in the unit of the outcome; null where nobody
 *     said
 * @param detectableFactor how many times the smallest effect of interest the minimum detectable one
 *     may be
 * @param slopeLevel level of the slope test
 * @param compositionShift greatest effect on the share of a third of prior achievement
 * @param supportedSchools treated, and comparison schools for the best grade
 * @param supportedDistricts treated, and comparison districts for the best grade
 * @param supportedCoverage share of students whose outcome is known for the best grade
 * @param supportedDifferential difference of that share for the best grade; above it bounds are
 *     given
 * @param forbiddenShare greatest weight of comparisons with units already treated in a two-way
 *     fixed effects regression for the best grade
 * @param breakdown least M̄* for the best grade: the effect stands if drift changes after the
 *     policy by as much as its largest change before
 */
public record Thresholds(
    int schools,
    int districts,
    int preCohorts,
    double fewPreCohortsShare,
    double coverage,
    double differentialCoverage,
    double treatedStudents,
    @Nullable Double smallestEffect,
    double detectableFactor,
    double slopeLevel,
    double compositionShift,
    int supportedSchools,
    int supportedDistricts,
    double supportedCoverage,
    double supportedDifferential,
    double forbiddenShare,
    double breakdown) {
  private static final double SMALLEST_OF_RATES = 0.02;
  private static final double SMALLEST_OF_GRADE_POINTS = 0.1;

  /** For outcomes that are attained or not: two points of a hundred are of interest. */
  public static final Thresholds OF_RATES = withSmallestEffect(SMALLEST_OF_RATES);

  /** For grade points: a tenth of a point is of interest. */
  public static final Thresholds OF_GRADE_POINTS = withSmallestEffect(SMALLEST_OF_GRADE_POINTS);

  /** For somebody's panel, of whose unit nothing is known. */
  public static final Thresholds OF_A_PANEL = withSmallestEffect(null);

  /** The usual thresholds with a smallest effect of interest. */
  public static Thresholds withSmallestEffect(@Nullable Double effect) {
    return new Thresholds(
        5, 3, 2, 0.5, 0.70, 0.10, 350, effect, 3, 0.05, 0.02, 20, 5, 0.85, 0.05, 0.10, 1);
  }
}
