package org.pathline.domain.effect.grouptime;

/**
 * Against whom, against when and how a group is compared.
 *
 * @param anticipation a: how many times before adoption a unit may already behave differently, at
 *     least 0
 */
public record Specification(
    Comparison comparison, BasePeriod base, Method method, int anticipation) {

  /** Who stands for the group without the policy. */
  public enum Comparison {
    /** Units that never adopt. */
    NEVER_TREATED,
    /** Those, and units that adopt later than the times compared. */
    NOT_YET_TREATED
  }

  /** The time with which a time is compared. */
  public enum BasePeriod {
    /** The last time before adoption; before adoption, the time before. */
    VARYING,
    /** The last time before adoption, always. */
    UNIVERSAL
  }

  /** How covariates are allowed for; without covariates all three are the same. */
  public enum Method {
    /** Outcome regression. */
    REGRESSION,
    /** Regression and weighting, right where either model is. */
    DOUBLY_ROBUST,
    /** Weighting by the odds of belonging to the group. */
    INVERSE_PROBABILITY
  }

  /** Not yet treated, varying base, doubly robust, no anticipation. */
  public static final Specification DEFAULT =
      new Specification(Comparison.NOT_YET_TREATED, BasePeriod.VARYING, Method.DOUBLY_ROBUST, 0);

  /** Checks the anticipation. */
  public Specification {
    if (anticipation < 0) {
      throw new IllegalArgumentException("anticipation is " + anticipation + "; give 0 or more");
    }
  }
}
