package org.pathline.domain.fact;

/** Sex of a student (CEDS C000255). */
public enum Sex {
  FEMALE,
  MALE,
  NONBINARY,
  UNKNOWN
}
