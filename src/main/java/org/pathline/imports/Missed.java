package org.pathline.imports;

import org.jspecify.annotations.Nullable;

/** A record that could not be carried over, though it may be a fact: it lacks what makes it one. */
public final class Missed extends Exception {
  private static final long serialVersionUID = 1;

  /** A record of which the reason says what it lacks. */
  public Missed(String reason) {
    super(reason, null, false, false);
  }

  /**
   * What a record needs.
   *
   * @throws Missed with the reason where it is not there
   */
  public static <T> T ifNull(@Nullable T needed, String reason) throws Missed {
    if (needed == null) {
      throw new Missed(reason);
    }
    return needed;
  }
}
