package org.pathline.oracle;

/** Single mistakes that can be planted in {@link NaiveRosters}, to show that a comparison fails. */
public enum RosterMistake {
  /** Prior achievement is that of the roster's own grade. */
  PERCENTILE_OF_THE_SAME_GRADE,
  /** Prior achievement is mathematics whatever the section teaches. */
  ALWAYS_MATHEMATICS,
  /** Schools of one name in two districts are one. */
  DISTRICTS_JOINED,
  /** Sections of all subjects are compared with one another. */
  SUBJECTS_JOINED,
  /** A student without a score has the lowest. */
  MISSING_SCORES_ARE_ZERO,
  /** Students of unknown race/ethnicity and income are a group like others. */
  UNKNOWN_IS_A_GROUP,
  /** The policy of the district beats that of the school. */
  DISTRICT_BEATS_SCHOOL,
  /** The policy that took effect first beats later ones. */
  FIRST_POLICY_STAYS,
  /** The last year of a policy is no longer one of it. */
  LAST_YEAR_EXCLUDED,
  /** A policy holds for every grade. */
  GRADES_IGNORED,
  /** Policies that were withdrawn hold. */
  POLICIES_NEVER_RETRACTED
}
