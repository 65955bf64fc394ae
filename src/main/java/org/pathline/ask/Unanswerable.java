package org.pathline.ask;

/** A question has no answer as things are; the message says why and what to do about it. */
public final class Unanswerable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Unanswerable(String message) {
    super(message);
  }

  Unanswerable(String message, Throwable cause) {
    super(message, cause);
  }
}
