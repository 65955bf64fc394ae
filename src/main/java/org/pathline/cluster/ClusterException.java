package org.pathline.cluster;

import org.jspecify.annotations.Nullable;

/** A cluster could not be found, started or reached; the message says what to do about it. */
public final class ClusterException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes an exception for a user to read.
   *
   * @param message what is wrong, where, and what to do
   */
  public ClusterException(@Nullable String message) {
    super(message);
  }

  /**
   * Makes an exception for a user to read.
   *
   * @param message what is wrong, where, and what to do
   * @param cause what was met
   */
  public ClusterException(@Nullable String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Ends what an interrupted thread was doing, and leaves it marked as interrupted.
   *
   * @param doing what it was doing, such as {@code waiting for the broker}
   */
  public static ClusterException interrupted(String doing, InterruptedException e) {
    Thread.currentThread().interrupt();
    return new ClusterException("interrupted while " + doing, e);
  }
}
