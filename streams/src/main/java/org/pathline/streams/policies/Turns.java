package org.pathline.streams.policies;

/**
 * Whose turn a thread's time is while cells arrive and answers are computed: after each spell of
 * computing, what arrives has as long.
 *
 * <p>Kafka Streams takes one record between two calls of an action that is always due; the cells of
 * a backlog would come in one by one, each after half a second of computing. Not thread-safe.
 */
final class Turns {
  private long computedUntil = Long.MIN_VALUE;
  private long computedFor;

  /** Notes a spell of computing, by the task's clock. */
  void computed(long from, long until) {
    computedUntil = until;
    computedFor = until - from;
  }

  /** Whether something has arrived since the last spell, and not yet had as long as that took. */
  boolean isOfArrivals(long lastArrival, long now) {
    return computedFor > 0 && lastArrival >= computedUntil && now - computedUntil < computedFor;
  }
}
