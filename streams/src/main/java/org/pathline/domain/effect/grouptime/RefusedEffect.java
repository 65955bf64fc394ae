package org.pathline.domain.effect.grouptime;

/**
 * The effect on the units of one group at one time, where the comparison is refused.
 *
 * @param group g: adoption of the group
 * @param time t
 * @param refusal why there is no estimate
 */
public record RefusedEffect(int group, int time, Refusal refusal) {

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

  /** Whether the time is not before adoption. */
  public boolean isPost() {
    return time >= group;
  }
}
