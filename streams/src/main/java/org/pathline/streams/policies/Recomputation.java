package org.pathline.streams.policies;

import java.time.Duration;
import java.util.function.LongPredicate;
import org.pathline.streams.commit.OpenTasks;

/** How often effects are computed, and whether any are due in this process. Thread-safe. */
public final class Recomputation {
  /** Often enough for people, seldom enough that a bulk of facts does not wait for it. */
  public static final Duration EVERY = Duration.ofSeconds(5);

  private final Duration every;
  private final OpenTasks due = new OpenTasks();
  private volatile LongPredicate backlog = now -> false;

  /**
   * Recomputation with a pace.
   *
   * @param every time from the beginning of one computation to that of the next, at least
   */
  public Recomputation(Duration every) {
    this.every = every;
  }

  Duration every() {
    return every;
  }

  /**
   * Says how to tell that other topologies of this process work on a backlog: what is computed
   * meanwhile is out of date at once, and takes the processors that they need.
   */
  public void deferWhile(LongPredicate backlog) {
    this.backlog = backlog;
  }

  /**
   * Whether to wait for the other topologies of this process.
   *
   * @param now in milliseconds
   */
  boolean isDeferred(long now) {
    return backlog.test(now);
  }

  /** Threads that may compute at once while nothing arrives. */
  int threads() {
    return Runtime.getRuntime().availableProcessors();
  }

  void due(String task) {
    due.begun(task);
  }

  void done(String task) {
    due.ended(task);
  }

  void handedOn(String task) {
    due.handedOn(task);
  }

  /** Whether every effect is that of the cells and policies which have come in. */
  public boolean isComplete() {
    return due.isEmpty();
  }
}
