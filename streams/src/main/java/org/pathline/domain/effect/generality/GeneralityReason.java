package org.pathline.domain.effect.generality;

/**
 * One thing that holds generality back.
 *
 * @param code what it is, for programs
 * @param grade the best grade it leaves
 * @param text it in words, with its figures
 */
public record GeneralityReason(Code code, GeneralityGrade grade, String text) {
  /** What can hold generality back. */
  public enum Code {
    EMPTY_TARGET,
    UNLIKE_TARGET,
    NO_COMPARABLE_SCHOOL,
    UNKNOWN_CHARACTERISTICS,
    NO_BALANCE,
    SPREAD_UNKNOWN,
    EITHER_SIGN_IN_A_SCHOOL
  }
}
