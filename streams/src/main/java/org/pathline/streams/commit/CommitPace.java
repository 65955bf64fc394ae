package org.pathline.streams.commit;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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

  /** A backlog is not over in the pause of a fetch. */
  private static final long BACKLOG_MILLIS = 700;

  /** A commit that folds a backlog takes seconds; a task that was handed on never says its end. */
  private static final long LONGEST_COMMIT_MILLIS = 60_000;

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

    /** Whose thread has not come back since it was at work on a backlog, and since when. */
    private final Map<CommitPace, Long> atWork = new ConcurrentHashMap<>();

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
     * Whether tasks of the application are at work on records that came in long before, or commit
     * what they made of them.
     *
     * @param now in milliseconds, by the application's clock
     */
    public boolean hasBacklog(long now) {
      atWork.values().removeIf(since -> now - since >= LONGEST_COMMIT_MILLIS);
      return now - latestOfBacklog < BACKLOG_MILLIS || !atWork.isEmpty();
    }

    /** Notes whether someone is at work on a backlog until its thread comes back. */
    private void noteBacklog(CommitPace who, boolean isAtWork, long now) {
      if (isAtWork) {
        atWork.put(who, now);
      }
      if (isAtWork || atWork.remove(who) != null) {
        latestOfBacklog = now;
      }
    }
  }

  private final ProcessorContext<?, ?> context;
  private final Activity activity;
  private boolean received;

  /** Whether something fresh waits for a commit. */
  private boolean isFresh;

  /** Whether what was made of a backlog waits for a commit. */
  private boolean isOfBacklog;

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
    boolean isAtWork = received && now - latestIngest >= FRESH_MILLIS;
    if (received) {
      received = false;
      activity.latest = now;
      wishesLeft = WISHES_WHEN_IDLE;
      isFresh = !isAtWork;
      isOfBacklog = isAtWork;
    }
    if (isFresh) {
      if (activity.isTime(now)) {
        isFresh = false;
        context.commit();
      }
    } else if (isPauseForCommit(now)) {
      isAtWork |= isOfBacklog;
      isOfBacklog = false;
      wishesLeft--;
      context.commit();
    }
    activity.noteBacklog(this, isAtWork, now);
  }

  private boolean isPauseForCommit(long now) {
    long pause = now - activity.latest;
    return wishesLeft > 0
        && pause >= (wishesLeft == WISHES_WHEN_IDLE ? IDLE_MILLIS : SETTLED_MILLIS);
  }
}
