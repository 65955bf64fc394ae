package org.pathline.domain.effect.generality;

/**
 * Where generality begins to be narrow, and where it ends; recorded in every answer.
 *
 * @param broadIndex least generalizability index for the best grade: "high" after Tipton (2014)
 * @param localIndex index below which nothing is carried over: "low" after Tipton (2014)
 * @param broadWithout greatest share of the target without a comparable treated school for the best
 *     grade
 * @param localWithout share above which nothing is carried over
 * @param effectiveSchools fewest schools that the reweighted ones must be worth beyond the number
 *     of characteristics
 */
public record GeneralityThresholds(
    double broadIndex,
    double localIndex,
    double broadWithout,
    double localWithout,
    double effectiveSchools) {
  /** The thresholds that are used. */
  public static final GeneralityThresholds DEFAULT =
      new GeneralityThresholds(0.80, 0.50, 0.10, 0.25, 3);
}
