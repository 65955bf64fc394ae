package org.pathline.domain.effect;

/** What an average over a panel is an average of. */
public enum Weighting {
  /**
   * Students: a cell counts by the students observed in it, as when repeated cross-sections of
   * students are compared.
   */
  STUDENT,
  /** Units: each counts by its own weight, the same at all times, as when a panel is compared. */
  UNIT
}
