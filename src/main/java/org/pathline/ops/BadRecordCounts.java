package org.pathline.ops;

import io.confluent.kafka.serializers.KafkaAvroDeserializer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.avro.generic.GenericRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Violation;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.UndecodableException;

/** Dead letters and rejections by reason, counted as they are read; thread-safe. */
public final class BadRecordCounts implements AutoCloseable {
  private static final String NO_REASON = "(not readable)";

  private final KafkaAvroDeserializer values = new KafkaAvroDeserializer();
  private final Map<String, Map<String, AtomicLong>> counts =
      Map.of(
          TopicCatalogue.DEAD_LETTERS.name(), new ConcurrentHashMap<>(),
          TopicCatalogue.REJECTIONS.name(), new ConcurrentHashMap<>());

  private volatile boolean whole;

  BadRecordCounts(Connection connection) {
    values.configure(connection.clientSettings(), false);
    // A rate can only be told of a reason that was there before its first record.
    for (UndecodableException.Reason reason : UndecodableException.Reason.values()) {
      counts.get(TopicCatalogue.DEAD_LETTERS.name()).put(reason.name(), new AtomicLong());
    }
    for (Violation.Reason reason : Violation.Reason.values()) {
      counts.get(TopicCatalogue.REJECTIONS.name()).put(reason.name(), new AtomicLong());
    }
  }

  static boolean holds(String topic) {
    return topic.equals(TopicCatalogue.DEAD_LETTERS.name())
        || topic.equals(TopicCatalogue.REJECTIONS.name());
  }

  void count(ConsumerRecord<byte[], byte[]> record) {
    counts
        .get(record.topic())
        .computeIfAbsent(reason(record), absent -> new AtomicLong())
        .incrementAndGet();
  }

  private String reason(ConsumerRecord<byte[], byte[]> record) {
    try {
      return values.deserialize(record.topic(), record.value()) instanceof GenericRecord value
              && value.getSchema().getField("reason") != null
          ? String.valueOf(value.get("reason"))
          : NO_REASON;
    } catch (SerializationException foreignBytesOrNoRegistry) {
      return NO_REASON;
    }
  }

  /** Notes that all records were counted that were there at the beginning. */
  void areWhole() {
    whole = true;
  }

  boolean isWhole() {
    return whole;
  }

  /**
   * Counts of a topic by reason, those of which there is none included; empty until all records
   * were counted that were there at the beginning, which are nothing new to anybody.
   */
  public Map<String, Long> of(Topic topic) {
    Map<String, Long> byReason = new TreeMap<>();
    if (!whole) {
      return byReason;
    }
    counts.get(topic.name()).forEach((reason, count) -> byReason.put(reason, count.get()));
    return byReason;
  }

  @Override
  public void close() {
    values.close();
  }
}
