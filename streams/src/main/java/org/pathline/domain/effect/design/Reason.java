package org.pathline.domain.effect.design;

/**
 * One thing that holds a design back.
 *
 * @param code what it is, for programs
 * @param grade the best grade it leaves
 * @param text it in words, with its figures
 */
public record Reason(Code code, DesignGrade grade, String text) {
  /** What can hold a design back. */
  public enum Code {
    FEW_TREATED_SCHOOLS,
    FEW_COMPARISON_SCHOOLS,
    FEW_TREATED_DISTRICTS,
    FEW_COMPARISON_DISTRICTS,
    FEW_PRE_COHORTS,
    NO_POST_COHORT,
    LOW_COVERAGE,
    DIFFERENTIAL_COVERAGE,
    FEW_TREATED_STUDENTS,
    NO_OVERLAP,
    NOT_ESTIMABLE,
    LOW_POWER,
    DRIFT_BEFORE,
    DRIFT_UNTESTED,
    COMPOSITION_SHIFT,
    FORBIDDEN_COMPARISONS,
    ESTIMATORS_DISAGREE,
    DRIFT_COULD_EXPLAIN,
    BREAKS_DOWN
  }
}
