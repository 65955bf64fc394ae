package org.pathline.domain.effect.generality;

/** What cells and rosters tell of a school before any school takes up the policy. */
public enum Characteristic {
  /** Share of students who are economically disadvantaged. */
  DISADVANTAGED("share disadvantaged", true),
  /** Share of students in the lowest third of prior achievement. */
  LOW_PRIOR("share of the lowest third", true),
  /** Share of students in the highest third of prior achievement; the middle one follows. */
  HIGH_PRIOR("share of the highest third", true),
  /** Natural logarithm of the number of students of a cohort. */
  LOG_SIZE("size", true),
  /** Measured sorting omega2 of the anchor grade. */
  SORTING("measured sorting", true),
  /** Mean outcome. */
  LEVEL("level of the outcome", false),
  /** Change of the mean outcome per cohort. */
  SLOPE("slope of the outcome", false);

  private final String text;
  private final boolean balanced;

  Characteristic(String text, boolean balanced) {
    this.text = text;
    this.balanced = balanced;
  }

  /** The characteristic in words. */
  public String text() {
    return text;
  }

  /**
   * Whether schools are weighted until it is as in the target. Not the outcome itself: a school
   * whose level was low by chance rises by itself, and weights on low levels would call that an
   * effect. How far the target lies from the treated schools in it is told all the same.
   */
  boolean isBalanced() {
    return balanced;
  }
}
