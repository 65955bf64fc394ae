package org.pathline.domain.effect.generality;

/**
 * How far beyond the treated schools an effect may be carried; it says nothing of whether the
 * effect itself may be believed, which is the design's grade.
 */
public enum GeneralityGrade {
  /** To the schools that are treated and no others. */
  LOCAL_ONLY,
  /** To a part of the target, or to its mean but not to a school. */
  NARROW,
  /** To the target. */
  BROAD
}
