package org.pathline.oracle;

/** Single mistakes that can be planted in {@link NaiveBatch}, to show that a comparison fails. */
public enum Mistake {
  /** Of the versions of a fact the last to arrive stands, whenever it was recorded. */
  LAST_ARRIVAL_STANDS,
  /** Of versions recorded at the same millisecond the last to arrive stands. */
  TIES_GO_TO_LAST_ARRIVAL,
  /** A retraction that arrives before its fact is forgotten. */
  EARLY_RETRACTION_FORGOTTEN,
  /** Retractions are dropped. */
  RETRACTIONS_IGNORED,
  /** Versions under an alias are not versions of the same fact under the canonical id. */
  VERSIONS_NOT_MERGED_ACROSS_IDS,
  /** A link holds although it was retracted. */
  LINKS_NEVER_RETRACTED,
  /** Only the first step of a chain of links is followed. */
  CHAINS_NOT_FOLLOWED,
  /** The student is anchored at the longest stay, wherever 1 October was spent. */
  COUNT_DAY_IGNORED,
  /** A stay that ends on the day on which the next begins counts that day, too. */
  EXIT_DAY_COUNTS_TWICE,
  /** Marks of finer terms count beside those of the coarser terms that they lead to. */
  QUARTERS_COUNT_BESIDE_THE_YEAR,
  /** Of two years in the anchor grade the later anchors. */
  LAST_TIME_IN_GRADE_ANCHORS,
  /** The search that arrived last counts, not the farthest. */
  LAST_SEARCH_COUNTS,
  /** Who was never searched counts as observed. */
  UNSEARCHED_MEANS_NO,
  /** What happens on the day of a horizon is too late. */
  HORIZON_DAY_EXCLUDED,
  /** CIP codes are compared as they were sent. */
  CIP_CODES_AS_SENT,
  /** Courses outside school do not count. */
  OUTSIDE_COURSES_IGNORED,
  /** Transfers out stay in the graduation cohort. */
  REMOVALS_IGNORED,
  /** Certificates count as degrees. */
  CERTIFICATES_COUNT
}
