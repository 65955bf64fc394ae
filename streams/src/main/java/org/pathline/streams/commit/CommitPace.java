package org.pathline.streams.commit;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Commits soon when records are fresh and seldom when there is a backlog.
 *
 * <p>Results of a fresh record should be visible at once. A backlog is read faster when a student's
 * state is touched once for many records; there the interval of the configuration applies.
 */
public final class CommitPace {
  private static final Duration TICK = Duration.ofMillis(100);
  private static final long FRESH_MILLIS = 2_000;
  private static final int IDLE_TICKS = 3;

  /** By then the markers of the last commit are behind the records, and can be passed. */
  private static final int SETTLED_TICKS = 10;

  private final ProcessorContext<?, ?> context;
  private boolean received;
  private long latestIngest;
  private int idleTicks = SETTLED_TICKS;

  /** Begins to watch a task. */
  public CommitPace(ProcessorContext<?, ?> context) {
    this.context = context;
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
      idleTicks = 0;
      if (now - latestIngest < FRESH_MILLIS) {
        context.commit();
      }
    } else if (idleTicks < SETTLED_TICKS) {
      // One task's wish commits every task of its thread, so a short pause is no reason.
      idleTicks++;
      if (idleTicks == IDLE_TICKS || idleTicks == SETTLED_TICKS) {
        context.commit();
      }
    }
  }
}
