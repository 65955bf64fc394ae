package org.pathline.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.pathline.cluster.Connection;

/** Whether partitions hold anything but markers of transactions and what was aborted. */
public final class CommittedRecords {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int LOOKS_WITHOUT_PROGRESS = 5;
  private static final int PATIENCE_MILLIS = 15_000;

  private CommittedRecords() {}

  /** Reads partitions from their beginning until a record or the end of what is committed. */
  public static boolean any(Connection connection, Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return false;
    }
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection)) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream()
          .anyMatch(each -> consumer.position(each) < Objects.requireNonNull(ends.get(each)))) {
        if (!consumer.poll(LOOK).isEmpty()) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether it is sure within moments that there are none from some offsets to others. */
  public static boolean noneBetween(
      Connection connection, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer(connection)) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      long reached = 0;
      for (int looks = 0; looks < LOOKS_WITHOUT_PROGRESS; looks++) {
        if (!consumer.poll(LOOK).isEmpty()) {
          return false;
        }
        if (from.keySet().stream()
            .allMatch(p -> consumer.position(p) >= Objects.requireNonNull(ends.get(p)))) {
          return true;
        }
        long sum = from.keySet().stream().mapToLong(consumer::position).sum();
        if (sum > reached) {
          reached = sum;
          looks = 0;
        }
      }
      return false;
    }
  }

  private static KafkaConsumer<byte[], byte[]> consumer(Connection connection) {
    Map<String, Object> settings = connection.readerSettings();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "pathline-committed-records");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
    return new KafkaConsumer<>(settings);
  }
}
