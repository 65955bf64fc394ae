package org.pathline.domain.effect.grouptime;

import org.pathline.domain.effect.Estimate;

/**
 * ATT(g,t): the effect on the units of one group at one time.
 *
 * @param group g: adoption of the group
 * @param time t
 * @param base the time compared with, or null where there is none
 * @param estimate null where the comparison is refused; 0 without error where t is the universal
 *     base itself
 * @param refusal why there is no estimate, or null
 */
public record GroupTimeEffect(
    int group, int time, Integer base, Estimate estimate, Refusal refusal) {

  /** Why a comparison cannot be made. */
  public enum Refusal {
    /** Nobody is left to compare with at these times. */
    NO_COMPARISON("no comparison units at these times"),
    /** Nothing is observed of the group or of the comparison at one of the two times. */
    NOTHING_OBSERVED("nothing observed of the group or of its comparison at one of the times"),
    /**
     * Fewer units in the group than covariates and one, or in the comparison than those and four.
     */
    TOO_FEW_UNITS("too few units for so many covariates"),
    /** Covariates are constant or follow from each other. */
    SINGULAR_COVARIATES("covariates are constant among these units or follow from each other"),
    /** Some unit is almost certain to belong to the group, given its covariates. */
    NO_OVERLAP("covariates tell the group from its comparison, so nobody is like it");

    private final String text;

    Refusal(String text) {
      this.text = text;
    }

    /** The reason in words. */
    public String text() {
      return text;
    }
  }

  /** Whether the time is the universal base, where the effect is 0 by definition. */
  public boolean isReference() {
    return base != null && base == time;
  }

  /** Whether the time is not before adoption. */
  public boolean isPost() {
    return time >= group;
  }
}
