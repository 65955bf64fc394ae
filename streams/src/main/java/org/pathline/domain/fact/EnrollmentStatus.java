package org.pathline.domain.fact;

/** Enrollment status of the National Student Clearinghouse. */
public enum EnrollmentStatus {
  F,
  Q,
  H,
  L,
  W,
  A,
  D,
  UNKNOWN
}
