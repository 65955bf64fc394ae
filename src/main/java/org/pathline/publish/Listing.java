package org.pathline.publish;

/**
 * What else the rows of a source say of the same fact.
 *
 * @param number of the list in which each fact stands once; below zero where there is none, and a
 *     later version corrects an earlier one
 * @param uniqueIds whether a {@code factId} is one record's whatever its student
 */
public record Listing(int number, boolean uniqueIds) {
  /** Versions of facts, of which the latest stands. */
  public static final Listing VERSIONS = new Listing(-1, false);

  /** Whether each fact stands once. */
  boolean isOfSingleRecords() {
    return number >= 0;
  }
}
