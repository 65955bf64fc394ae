package org.pathline.publish;

import org.jspecify.annotations.Nullable;

/** What the user asked to publish, or to write to, cannot be used; the message says what can. */
public final class UnusableArgument extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** An argument of which the message says what is wrong. */
  public UnusableArgument(@Nullable String message) {
    super(message);
  }
}
