package org.pathline.endtoend;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/** Notes when the first committed pathway of a student was seen, all the while. */
final class ProbeWatch implements AutoCloseable {
  private static final Topic TOPIC = TopicCatalogue.PATHWAYS;

  private final Map<String, Long> seenAtNanos = new ConcurrentHashMap<>();
  private final Thread thread;
  private volatile boolean closed;

  ProbeWatch(Connection connection) {
    thread = new Thread(() -> watch(connection), "watch-pathways");
    thread.start();
  }

  private void watch(Connection connection) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", false);
    settings.put("auto.offset.reset", "earliest");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          consumer.partitionsFor(TOPIC.name()).stream()
              .map(each -> new TopicPartition(each.topic(), each.partition()))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      while (!closed) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(100))) {
          seenAtNanos.putIfAbsent(Trial.text(record.key()), System.nanoTime());
        }
      }
    }
  }

  /** When the student was first seen, or null. */
  Long seenAtNanos(String studentId) {
    return seenAtNanos.get(studentId);
  }

  /** Waits for a student. */
  void await(String studentId) {
    Awaited.until(
        "a pathway of " + studentId, () -> seenAtNanos.containsKey(studentId) || !thread.isAlive());
    if (!seenAtNanos.containsKey(studentId)) {
      throw new AssertionError("no pathway of " + studentId);
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
