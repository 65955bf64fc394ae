package org.pathline.streams.arrival;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Says when a partition waits for the registry, now and then while it does, and when it ends. */
final class WaitLog {
  private static final Logger LOG = LoggerFactory.getLogger(WaitLog.class);

  /** Shorter waits are no news: each schema that is met the first time makes one. */
  private static final long WORTH_SAYING_NANOS = TimeUnit.SECONDS.toNanos(2);

  private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(30);

  private final String consumer;
  private final Map<WaitingPartitions.Wait, Long> saidNanos = new HashMap<>();

  WaitLog(String consumer) {
    this.consumer = consumer;
  }

  void lasts(long now, WaitingPartitions.Wait wait, Waiting what) {
    Long said = saidNanos.get(wait);
    boolean due =
        said == null ? now - wait.sinceNanos() >= WORTH_SAYING_NANOS : now - said >= AGAIN_NANOS;
    if (due) {
      saidNanos.put(wait, now);
      LOG.warn(
          "{}: {}-{} waits at offset {} for schema {} since {} s; the registry: {}",
          consumer,
          what.topic(),
          what.partition(),
          what.offset(),
          what.schemaId(),
          seconds(now, wait),
          what.lastAnswer() == null ? "has not answered yet" : what.lastAnswer());
    }
  }

  void ended(WaitingPartitions.Wait wait, TopicPartition partition) {
    if (saidNanos.remove(wait) != null) {
      LOG.info(
          "{}: {} no longer waits at offset {}, after {} s",
          consumer,
          partition,
          wait.offset(),
          seconds(System.nanoTime(), wait));
    }
  }

  private static long seconds(long now, WaitingPartitions.Wait wait) {
    return TimeUnit.NANOSECONDS.toSeconds(now - wait.sinceNanos());
  }
}
