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

  private final ProcessorContext<?, ?> context;
  private long received;
  private long latestIngest;

  /** Begins to watch a task. */
  public CommitPace(ProcessorContext<?, ?> context) {
    this.context = context;
    context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, this::tick);
  }

  /** Notes a record by its ingest time. */
  public void received(long ingestTime) {
    received++;
    latestIngest = ingestTime;
  }

  private void tick(long now) {
    // An idle task commits too: its position may have moved past transaction markers.
    if (received == 0 || now - latestIngest < FRESH_MILLIS) {
      context.commit();
    }
    received = 0;
  }
}
