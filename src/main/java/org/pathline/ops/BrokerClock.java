package org.pathline.ops;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The time on the brokers' clock, as far as it shows: Kafka has no request that asks for it.
 *
 * <p>It is this machine's time until a record bears a later one, which its broker must have had.
 * Thread-safe.
 */
final class BrokerClock {
  private final LongSupplier local;
  private final AtomicLong aheadMillis = new AtomicLong();

  BrokerClock(LongSupplier local) {
    this.local = local;
  }

  /** Notes that a broker had a time when it stored a record. */
  void isAtLeast(long storedAtMillis) {
    aheadMillis.accumulateAndGet(storedAtMillis - local.getAsLong(), Math::max);
  }

  long millis() {
    return local.getAsLong() + aheadMillis.get();
  }
}
