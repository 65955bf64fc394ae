package org.pathline.ops;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;

/**
 * Finds the first record behind a position, with one small fetch, as the topologies read: committed
 * records only.
 *
 * <p>Markers of transactions and records of aborted ones are passed over, so behind a position may
 * be offsets and no record. Joins no group and commits nothing. Not thread-safe.
 */
final class FirstUnprocessed implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(100);
  private static final long PATIENCE_NANOS = Duration.ofSeconds(3).toNanos();

  /** Timestamp of a record that is there and could not be read in time. */
  static final long UNKNOWN = -1;

  /** What lies behind a position: a record with a timestamp, or nothing before an offset. */
  private record Seen(long position, @Nullable Long timestamp, long nothingBefore) {}

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final BrokerClock clock;
  private final Map<String, Map<TopicPartition, Seen>> seenOfGroup = new HashMap<>();

  FirstUnprocessed(Connection connection, BrokerClock clock) {
    this.clock = clock;
    Map<String, Object> settings = connection.readerSettings();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "pathline-lag");
    // One record is wanted of each partition, so one batch is enough.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
    // Somebody waits for the answer, and an empty end is one, too.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    consumer = new KafkaConsumer<>(settings);
  }

  /**
   * Timestamps of the first records behind the positions of a group, for those partitions that have
   * one before their end; {@link #UNKNOWN} where Kafka did not hand it out in time.
   */
  Map<TopicPartition, Long> timestamps(
      String group, Map<TopicPartition, Long> positions, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Seen> seen = seenOfGroup.computeIfAbsent(group, absent -> new HashMap<>());
    seen.keySet().retainAll(positions.keySet());
    Map<TopicPartition, Long> open = new HashMap<>();
    positions.forEach(
        (partition, position) -> {
          Seen last = seen.get(partition);
          long from = position;
          if (last != null && last.position() == position) {
            if (last.timestamp() != null) {
              return;
            }
            from = Math.max(position, last.nothingBefore());
          }
          if (from < ends.getOrDefault(partition, 0L)) {
            open.put(partition, from);
          }
        });
    Set<TopicPartition> unanswered = open.isEmpty() ? Set.of() : read(seen, positions, open, ends);
    Map<TopicPartition, Long> timestamps = new HashMap<>();
    for (TopicPartition partition : positions.keySet()) {
      Seen found = seen.get(partition);
      if (unanswered.contains(partition)) {
        timestamps.put(partition, UNKNOWN);
      } else if (found != null && found.timestamp() != null) {
        timestamps.put(partition, found.timestamp());
      }
    }
    return timestamps;
  }

  /** Returns the partitions that did not answer in time. */
  private Set<TopicPartition> read(
      Map<TopicPartition, Seen> seen,
      Map<TopicPartition, Long> positions,
      Map<TopicPartition, Long> open,
      Map<TopicPartition, Long> ends) {
    consumer.assign(open.keySet());
    open.forEach(consumer::seek);
    consumer.resume(open.keySet());
    Set<TopicPartition> unanswered = new HashSet<>(open.keySet());
    long began = System.nanoTime();
    while (!unanswered.isEmpty() && System.nanoTime() - began < PATIENCE_NANOS) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        TopicPartition partition = new TopicPartition(record.topic(), record.partition());
        if (record.timestampType() == TimestampType.LOG_APPEND_TIME) {
          clock.isAtLeast(record.timestamp());
        }
        seen.put(partition, new Seen(of(positions, partition), record.timestamp(), 0));
        answered(partition, unanswered);
      }
      for (TopicPartition partition : Set.copyOf(unanswered)) {
        long end = of(ends, partition);
        if (consumer.position(partition) >= end) {
          seen.put(partition, new Seen(of(positions, partition), null, end));
          answered(partition, unanswered);
        }
      }
    }
    return unanswered;
  }

  private static long of(Map<TopicPartition, Long> offsets, TopicPartition partition) {
    return Objects.requireNonNull(offsets.get(partition));
  }

  private void answered(TopicPartition partition, Set<TopicPartition> unanswered) {
    consumer.pause(Set.of(partition));
    unanswered.remove(partition);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
