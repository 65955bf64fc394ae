package org.pathline.streams.commit;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits soon when records are fresh or all are read, and seldom while there is a backlog.
 *
 * <p>Results of a fresh record should be visible at once. A backlog is read faster when a student's
 * state is touched once for many records; there the interval of the configuration applies.
 */
public final class CommitPace {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final long FRESH_MILLIS = 2_000;

  /**
   * A thread's commits in a steady stream are at least so far apart: each costs the broker a marker
   * in every partition that was written to, and a fact goes through three of them to its cell.
   */
  private static final long APART_MILLIS = 200;

  private static final long IDLE_MILLIS = 300;

  /** A backlog is not over in the pause of a commit or of a fetch. */
  private static final long BACKLOG_MILLIS = 1_500;

  /** By then the markers of the last commit are behind the records, and can be passed. */
  private static final long SETTLED_MILLIS = 1_000;

  private static final int WISHES_WHEN_IDLE = 2;

  /**
   * When the tasks of one application in this process last had something to read.
   *
   * <p>A single task often waits while the consumer hands out other partitions, and one task's wish
   * commits every task of its thread; so only a pause of all is a reason. Thread-safe.
   */
  public static final class Activity {
    private volatile long latest;

    /** When that was a record which had come in long before. */
    private volatile long latestOfBacklog;

    /** When a task of this thread last asked for a commit, which commits all of its tasks. */
    private final ThreadLocal<Long> lastWish = ThreadLocal.withInitial(() -> 0L);

    private boolean isTime(long now) {
      long since = Math.abs(now - lastWish.get());
      // What another one wished at this very moment is the same commit.
      boolean isTime = since == 0 || since >= APART_MILLIS;
      if (isTime) {
        lastWish.set(now);
      }
      return isTime;
    }

    /**
     * Whether tasks of the application are at work on records that came in long before.
     *
     * @param now in milliseconds, by the application's clock
     */
    public boolean hasBacklog(long now) {
      return now - latestOfBacklog < BACKLOG_MILLIS;
    }
  }

  private final ProcessorContext<?, ?> context;
  private final Activity activity;
  private boolean received;

  /** Whether something fresh waits for a commit. */
  private boolean isFresh;

  private long latestIngest;
  private int wishesLeft;

  /** Begins to watch a task. */
  public CommitPace(ProcessorContext<?, ?> context, Activity activity) {
    this.context = context;
    this.activity = activity;
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  /** Notes a record by its ingest time. */
  public void received(long ingestTime) {
    received = true;
    latestIngest = ingestTime;
  }

  private void tick(long now) {
    if (received) {
      received = false;
      activity.latest = now;
      wishesLeft = WISHES_WHEN_IDLE;
      isFresh = now - latestIngest < FRESH_MILLIS;
      if (!isFresh) {
        activity.latestOfBacklog = now;
      }
    }
    if (isFresh) {
      if (activity.isTime(now)) {
        isFresh = false;
        context.commit();
      }
      return;
    }
    long pause = now - activity.latest;
    if (wishesLeft > 0
        && pause >= (wishesLeft == WISHES_WHEN_IDLE ? IDLE_MILLIS : SETTLED_MILLIS)) {
      wishesLeft--;
      context.commit();
    }
  }
}
