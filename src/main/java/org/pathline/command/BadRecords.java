package org.pathline.command;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * How many records of a topic of bad input there are, by reason.
 *
 * @param total records of committed transactions, now
 * @param byReason the total split by the value's field {@code reason}
 */
record BadRecords(long total, SortedMap<String, Long> byReason) {
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final String NO_REASON = "(not readable)";

  /**
   * Counts by reading the topic from its beginning to its end of now: offsets also count
   * transaction markers and what an aborted transaction left.
   *
   * @throws ClusterException when the broker stays silent before the end is reached
   */
  static BadRecords count(Connection connection, String topic) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    settings.put("auto.offset.reset", "earliest");
    SortedMap<String, Long> byReason = new TreeMap<>();
    try (KafkaAvroDeserializer values = new KafkaAvroDeserializer();
        KafkaConsumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      values.configure(settings, false);
      List<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long lastProgress = System.nanoTime();
      while (!partitions.stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
        boolean any = false;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
          any = true;
          // The end moves while the topologies run; the answer is that of one moment.
          if (record.offset() < ends.get(new TopicPartition(topic, record.partition()))) {
            byReason.merge(reason(values, record), 1L, Long::sum);
          }
        }
        if (any) {
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > SILENCE.toNanos()) {
          throw new ClusterException(
              "got no record of " + topic + " for " + SILENCE.toSeconds() + " s, before its end");
        }
      }
    }
    return new BadRecords(byReason.values().stream().mapToLong(Long::longValue).sum(), byReason);
  }

  private static String reason(
      KafkaAvroDeserializer values, ConsumerRecord<byte[], byte[]> record) {
    try {
      return values.deserialize(record.topic(), record.value()) instanceof GenericRecord value
              && value.getSchema().getField("reason") != null
          ? String.valueOf(value.get("reason"))
          : NO_REASON;
    } catch (SerializationException foreignBytes) {
      return NO_REASON;
    }
  }
}
