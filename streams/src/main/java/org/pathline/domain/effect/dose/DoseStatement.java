package org.pathline.domain.effect.dose;

/** What may be said of how the effect depends on the dose. */
public enum DoseStatement {
  /** Too few units for a curve, or doses that do not differ. */
  NOT_IDENTIFIED("the shape is not identified"),
  /** The band of differences holds 0 for every pair of doses. */
  NONE_TOLD_APART("no amount can be told from another"),
  /** Some doses differ, but the best one may lie at an end. */
  AMOUNTS_DIFFER("some amounts differ in their effect; no optimum can be named"),
  /** The best dose lies between two doses, and both ends are worse. */
  OPTIMUM_WITHIN("more and less are both worse than some amount in between");

  private final String text;

  DoseStatement(String text) {
    this.text = text;
  }

  /** The statement in words. */
  public String text() {
    return text;
  }
}
