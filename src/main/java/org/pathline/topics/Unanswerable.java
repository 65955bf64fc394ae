package org.pathline.topics;

import org.pathline.schemas.Topic;

/** A question has no answer as things are; the message says why and what to do about it. */
public final class Unanswerable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Question about what would be in a topic that is not there. */
  public static Unanswerable without(Topic topic) {
    return new Unanswerable(
        "the topic " + topic.name() + " is missing: create it with `pathline topics`");
  }

  /** Question without an answer for a reason. */
  public Unanswerable(String message) {
    super(message);
  }

  /** Question without an answer because of something else. */
  public Unanswerable(String message, Throwable cause) {
    super(message, cause);
  }
}
