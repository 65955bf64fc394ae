package org.pathline.domain.fact;

/** How a stay in a school ended, grouped from CEDS C000110. */
public enum ExitType {
  GRADUATED,
  COMPLETED,
  TRANSFERRED_IN_STATE,
  TRANSFERRED_OUT,
  EMIGRATED,
  DIED,
  DROPPED_OUT,
  UNDOCUMENTED,
  OTHER,
  UNKNOWN;

  /**
   * Whether a documented exit of this kind removes a student from the graduation cohort: transfer
   * out, emigration or death. Source: 34 CFR 200.19(b)(1)(ii)(B).
   */
  public boolean removesFromCohort() {
    return this == TRANSFERRED_OUT || this == EMIGRATED || this == DIED;
  }
}
