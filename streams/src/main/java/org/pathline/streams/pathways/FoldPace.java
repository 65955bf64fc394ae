package org.pathline.streams.pathways;

import java.util.concurrent.TimeUnit;

/**
 * How much may be pending so that its fold takes some seconds at most, by how fast the last folds
 * were.
 *
 * <p>To gather facts costs a fraction of what it costs to fold them, and a student of whom all
 * facts are pending is folded once. But a commit folds all that is pending in all tasks of its
 * thread; on a machine that is short of processors that could outlast the time-out of the
 * transaction, and everything would be read again, to no better end. Where the first fold does, one
 * transaction fails and is done again with a pace that is known. Not thread-safe.
 */
final class FoldPace {
  /** What all tasks together may take, beside 180 seconds and a commit every 30. */
  private static final double SECONDS_OF_ALL = 60;

  private static final long LEAST = 64L << 10;

  /** Less says little of the pace. */
  private static final long MEASURED = LEAST / 2;

  private final double seconds;
  private final long greatest;
  private volatile long most;

  /**
   * Pace of some tasks, which may all be of one thread.
   *
   * @param greatest bytes that are never exceeded, however fast folds are
   */
  FoldPace(int tasks, long greatest) {
    this.seconds = SECONDS_OF_ALL / tasks;
    this.greatest = greatest;
    this.most = greatest;
  }

  /** Bytes that may be pending in each task. */
  long most() {
    return most;
  }

  /**
   * Notes that a fold of so many bytes took so long.
   *
   * <p>One that kept its time lowers nothing: the first folds after a start are several times
   * slower than those that follow, when the JVM has compiled their code.
   */
  synchronized void folded(long bytes, long nanos) {
    if (bytes < MEASURED) {
      return;
    }
    double took = Math.max(1, nanos) / (double) TimeUnit.SECONDS.toNanos(1);
    // At most doubled at once, for the next fold may meet a busier machine.
    double wanted = Math.min(bytes / took * seconds, 2.0 * Math.max(most, bytes));
    if (took <= seconds) {
      wanted = Math.max(wanted, most);
    }
    most = Math.min(greatest, Math.max(LEAST, (long) wanted));
  }
}
