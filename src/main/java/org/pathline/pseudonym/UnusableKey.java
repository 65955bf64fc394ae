package org.pathline.pseudonym;

/**
 * A key file cannot be used or made; the message says why and what to do, and nothing of the key.
 */
public final class UnusableKey extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnusableKey(String message) {
    super(message);
  }
}
