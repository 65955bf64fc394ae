package org.pathline.domain.release;

/**
 * What a release promises.
 *
 * @param minCell no count of 1 to one less than this is shown, students
 * @param minWidth least width of the attacker's range of a withheld count, students
 */
public record ReleaseRules(int minCell, int minWidth) {
  /** Ten students, as most states have it (NCES 2011-603). */
  public static final ReleaseRules TEN = new ReleaseRules(10, 10);

  /** Checks them. */
  public ReleaseRules {
    if (minCell < 2 || minWidth < 2) {
      throw new IllegalArgumentException("the least cell and the least width are at least 2");
    }
  }
}
