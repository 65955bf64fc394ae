package org.pathline.run;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices when the clock of the machine is set back.
 *
 * <p>Kafka's clients measure their waits by the time of day, and never believe that it was earlier
 * than what they have seen: after an hour back they send no heartbeat for an hour, so each of their
 * groups gives them up again and again. Only new clients begin anew. A clock that is set forward
 * makes them wait too short once, from which they recover. Not thread-safe.
 */
public final class ClockWatch {
  /** Less is made up for within a session's timeout. */
  static final long ALLOWED_MILLIS = 5_000;

  private final LongSupplier wallMillis;
  private final LongSupplier nanos;
  private long mostAheadMillis;

  /** Watches the clock of this machine. */
  public ClockWatch() {
    this(System::currentTimeMillis, System::nanoTime);
  }

  /**
   * Watches a clock.
   *
   * @param wallMillis the time of day
   * @param nanos a clock that does not jump
   */
  ClockWatch(LongSupplier wallMillis, LongSupplier nanos) {
    this.wallMillis = wallMillis;
    this.nanos = nanos;
    mostAheadMillis = aheadMillis();
  }

  /**
   * Looks at the clock.
   *
   * @return by how many milliseconds it is behind the latest time it has shown since this watch
   *     began, beyond what has passed since; 0 where that is no more than five seconds
   */
  public long setBackMillis() {
    long ahead = aheadMillis();
    mostAheadMillis = Math.max(mostAheadMillis, ahead);
    long back = mostAheadMillis - ahead;
    return back > ALLOWED_MILLIS ? back : 0;
  }

  private long aheadMillis() {
    return wallMillis.getAsLong() - TimeUnit.NANOSECONDS.toMillis(nanos.getAsLong());
  }
}
