package org.pathline.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.pathline.cluster.Connection;

/** Whether partitions hold anything but markers of transactions and what was aborted. */
public final class CommittedRecords {
  private static final Duration LOOK = Duration.ofMillis(200);

  private CommittedRecords() {}

  /** Reads partitions from their beginning until a record or the end of what is committed. */
  public static boolean any(Connection connection, Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return false;
    }
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "pathline-committed-records");
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
        if (!consumer.poll(LOOK).isEmpty()) {
          return true;
        }
      }
      return false;
    }
  }
}
