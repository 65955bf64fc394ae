package org.pathline.command;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.pathline.ask.TopicReader;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * How many records of a topic of bad input there are, by reason.
 *
 * @param total records of committed transactions, now
 * @param byReason the total split by the value's field {@code reason}
 */
record BadRecords(long total, SortedMap<String, Long> byReason) {
  private static final String NO_REASON = "(not readable)";

  /**
   * Counts by reading the topic from its beginning to its end of now: offsets also count
   * transaction markers and what an aborted transaction left.
   *
   * @throws ClusterException when the broker stays silent before the end is reached
   */
  static BadRecords count(Connection connection, String topic) {
    SortedMap<String, Long> byReason = new TreeMap<>();
    try (KafkaAvroDeserializer values = new KafkaAvroDeserializer();
        TopicReader reader = new TopicReader(connection)) {
      values.configure(connection.clientSettings(), false);
      reader.read(topic, record -> byReason.merge(reason(values, record), 1L, Long::sum));
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
