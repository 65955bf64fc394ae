package org.pathline.domain.fact;

/** A yes, a no or nothing known (CEDS C000086, C000180). */
public enum Indicator {
  YES,
  NO,
  UNKNOWN
}
