package org.pathline.domain.pathway;

/**
 * What a student can reach; held by anchored and, where no expected year is needed, other students.
 */
public enum Milestone {
  ALGEBRA_BY_8,
  CALCULUS_BY_12,
  ON_TIME_GRADUATION,
  COLLEGE_16_MONTHS,
  FIRST_MAJOR_STEM,
  STEM_ENTRY,
  STEM_PERSISTENCE,
  STEM_DEGREE,
  STEM_OCCUPATION
}
