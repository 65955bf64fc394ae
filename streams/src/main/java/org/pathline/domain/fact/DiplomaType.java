package org.pathline.domain.fact;

/** Kind of a high-school credential, grouped from CEDS C000138. */
public enum DiplomaType {
  REGULAR,
  OTHER,
  EQUIVALENCY,
  UNKNOWN
}
