package org.pathline.streams.commit;

import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.apache.kafka.common.utils.Time;

/**
 * A clock that follows the system's but neither jumps nor goes back.
 *
 * <p>Kafka Streams commits and punctuates by the wall clock: one that is set back by an hour would
 * leave what was processed uncommitted for an hour. This one goes on at the machine's own pace, and
 * makes up for a difference by going at most a half faster or slower. Thread-safe.
 */
public final class SteadyClock implements Time {
  private final LongSupplier wallMillis;
  private final LongSupplier nanos;
  private double millis;
  private long lastNanos;

  /** A clock that begins with the system's time. */
  public SteadyClock() {
    this(System::currentTimeMillis, System::nanoTime);
  }

  /**
   * A clock over two others.
   *
   * @param wallMillis the clock to follow
   * @param nanos one that does not jump
   */
  SteadyClock(LongSupplier wallMillis, LongSupplier nanos) {
    this.wallMillis = wallMillis;
    this.nanos = nanos;
    millis = wallMillis.getAsLong();
    lastNanos = nanos.getAsLong();
  }

  @Override
  public synchronized long milliseconds() {
    long now = nanos.getAsLong();
    double passed = (now - lastNanos) / 1e6;
    lastNanos = now;
    double behind = wallMillis.getAsLong() - (millis + passed);
    millis += passed + Math.max(-passed / 2, Math.min(passed / 2, behind));
    return (long) millis;
  }

  @Override
  public long nanoseconds() {
    return nanos.getAsLong();
  }

  @Override
  public void sleep(long millis) {
    Time.SYSTEM.sleep(millis);
  }

  @Override
  public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
      throws InterruptedException {
    // The deadline is one of this clock, and the other may have another opinion of now.
    Time.SYSTEM.waitObject(
        object, condition, Time.SYSTEM.milliseconds() + (deadlineMillis - milliseconds()));
  }
}
