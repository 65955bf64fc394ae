package org.pathline.ops;

import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Violation;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.topics.BadRecordReason;

/** Dead letters and rejections by reason, counted as they are read; thread-safe. */
public final class BadRecordCounts extends CountedTopics {
  private final BadRecordReason reasons;
  private final Map<String, Map<String, AtomicLong>> counts =
      Map.of(
          TopicCatalogue.DEAD_LETTERS.name(), new ConcurrentHashMap<>(),
          TopicCatalogue.REJECTIONS.name(), new ConcurrentHashMap<>());

  BadRecordCounts(Connection connection) {
    super(TopicCatalogue.DEAD_LETTERS, TopicCatalogue.REJECTIONS);
    reasons = new BadRecordReason(connection);
    // A rate can only be told of a reason that was there before its first record.
    for (UndecodableException.Reason reason : UndecodableException.Reason.values()) {
      countsOf(TopicCatalogue.DEAD_LETTERS.name()).put(reason.name(), new AtomicLong());
    }
    for (Violation.Reason reason : Violation.Reason.values()) {
      countsOf(TopicCatalogue.REJECTIONS.name()).put(reason.name(), new AtomicLong());
    }
  }

  private Map<String, AtomicLong> countsOf(String topic) {
    return Objects.requireNonNull(counts.get(topic));
  }

  @Override
  void count(ConsumerRecord<byte[], byte[]> record) {
    countsOf(record.topic())
        .computeIfAbsent(reasons.of(record), absent -> new AtomicLong())
        .incrementAndGet();
  }

  /**
   * Counts of a topic by reason, those of which there is none included; empty until all records
   * were counted that were there at the beginning, which are nothing new to anybody.
   */
  public Map<String, Long> of(Topic topic) {
    Map<String, Long> byReason = new TreeMap<>();
    if (isWhole()) {
      countsOf(topic.name()).forEach((reason, count) -> byReason.put(reason, count.get()));
    }
    return byReason;
  }

  @Override
  public void close() {
    reasons.close();
  }
}
