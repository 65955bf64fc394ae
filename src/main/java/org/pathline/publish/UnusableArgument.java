package org.pathline.publish;

import java.util.function.Supplier;

/** What the user asked to publish, or to write to, cannot be used; the message says what can. */
public final class UnusableArgument extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An argument of which the message says what is wrong. */
  public UnusableArgument(String message) {
    super(message);
  }

  /**
   * What an argument means.
   *
   * @param option the option and a colon, to stand before what is wrong
   * @throws UnusableArgument where it means nothing
   */
  public static <T> T meaning(String option, Supplier<T> reading) {
    try {
      return reading.get();
    } catch (IllegalArgumentException e) {
      throw new UnusableArgument(option + e.getMessage());
    }
  }
}
