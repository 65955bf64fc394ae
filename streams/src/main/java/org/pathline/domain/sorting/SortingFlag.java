package org.pathline.domain.sorting;

/** What a reader of a roster's sorting should know. */
public enum SortingFlag {
  /** Declared to be de-tracked, and sorted all the same. */
  DE_FACTO_TRACKED,
  /** The prior percentile of more than a fifth of the seats is not known. */
  SCORES_MISSING
}
