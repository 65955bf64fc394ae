package org.pathline.topics;

/** A question has no answer as things are; the message says why and what to do about it. */
public final class Unanswerable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Question without an answer for a reason. */
  public Unanswerable(String message) {
    super(message);
  }

  /** Question without an answer because of something else. */
  public Unanswerable(String message, Throwable cause) {
    super(message, cause);
  }
}
