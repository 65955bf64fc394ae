package org.pathline.domain.fact;

/** Who paid for a course taken outside the student's school. */
public enum PaidBy {
  FAMILY,
  PUBLIC,
  SCHOOL,
  UNKNOWN
}
