package org.pathline.domain.fact;

/** How a school places students into courses of a subject. */
public enum Regime {
  TRACKED,
  PARTIALLY_TRACKED,
  DETRACKED,
  UNKNOWN
}
