package org.pathline.domain.fact;

/** Who may take an accelerated course. */
public enum Acceleration {
  OPEN,
  PLACEMENT,
  NONE,
  UNKNOWN
}
