package org.pathline.domain.effect.design;

/** How much of a claim a design can bear, from the least. */
public enum DesignGrade {
  /** Too little is known for any claim, whatever the estimate. */
  INSUFFICIENT_EVIDENCE,
  /** There is enough data, and it speaks against the comparison. */
  NOT_SUPPORTED,
  /** The comparison holds, with reservations that belong to every claim made of it. */
  LIMITED,
  /** Nothing that was looked for speaks against a quasi-experimental claim. */
  SUPPORTED
}
