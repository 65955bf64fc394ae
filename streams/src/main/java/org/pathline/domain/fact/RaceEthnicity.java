package org.pathline.domain.fact;

/** Race and ethnicity in the seven federal categories (CEDS RaceEthnicity; OMB 1997 standards). */
public enum RaceEthnicity {
  AMERICAN_INDIAN,
  ASIAN,
  BLACK,
  HISPANIC,
  PACIFIC_ISLANDER,
  TWO_OR_MORE,
  WHITE,
  UNKNOWN
}
