package org.pathline.domain.effect.cell;

/** A unit that no estimate uses. */
public record Dropped(String unit, Reason reason) {
  /** Why a school cannot be compared with itself before the policy. */
  public enum Reason {
    /** Its first cohort of the panel is already under the policy. */
    ALWAYS_TREATED("under the policy from the first cohort on"),
    /** It took the policy back within the panel. */
    RETRACKED("took the policy back"),
    /** No cohort of it is observed before the policy. */
    NO_BASE_PERIOD("no cohort observed before the policy"),
    /** No cohort of it is observed at all. */
    NOT_OBSERVABLE("no cohort observable yet"),
    /** A characteristic that the estimate adjusts for is unknown. */
    NO_COVARIATES("no students in the years from which its characteristics are taken");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** The reason in words. */
    public String text() {
      return text;
    }
  }
}
