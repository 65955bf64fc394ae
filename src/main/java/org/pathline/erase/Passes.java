package org.pathline.erase;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.TopicPartition;
import org.pathline.cluster.Connection;

/**
 * Asks brokers to go over partitions once, and tells of which partitions they have.
 *
 * <p>Kafka compacts a segment when the next one has begun, and takes the partition first that has
 * the greatest share of what is new. Segments that end by themselves would make work for it faster
 * than it can do it, and a large partition with few new records might never have its turn. So
 * segments end at markers alone, and a partition gets the next markers when the last are gone.
 */
final class Passes {
  /** A broker that was busy may have missed that a segment was to end. */
  private static final long ASK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(40);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final long POLLS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private record Asked(long marker, long atNanos) {}

  private final Connection connection;
  private final Admin admin;
  private final Segments segments;
  private final Map<TopicPartition, Asked> asked = new HashMap<>();
  private final Map<TopicPartition, Integer> passes = new HashMap<>();

  Passes(Connection connection, Admin admin, Segments segments) {
    this.connection = connection;
    this.admin = admin;
    this.segments = segments;
  }

  /** Asks for a pass over each of some partitions that none is awaited of, or not for too long. */
  void ask(Collection<TopicPartition> partitions) throws InterruptedException, ExecutionException {
    long now = System.nanoTime();
    Set<TopicPartition> due = new HashSet<>(partitions);
    due.removeIf(
        each -> asked.containsKey(each) && now - asked.get(each).atNanos() < ASK_AGAIN_NANOS);
    if (due.isEmpty()) {
      return;
    }
    Set<String> topics = due.stream().map(TopicPartition::topic).collect(Collectors.toSet());
    segments.quicken(topics);
    Map<TopicPartition, Long> newest = newestTimes(due);
    try (KafkaProducer<byte[], byte[]> producer =
        Marker.producer(connection, "markers-" + UUID.randomUUID())) {
      producer.initTransactions();
      // The first ends the segment that holds the student, the second that of the first.
      Map<TopicPartition, Long> first = Marker.write(producer, due, newest);
      Thread.sleep(2 * Segments.SHORTEST.toMillis());
      newest.replaceAll((partition, time) -> time + 2 * Segments.SHORTEST.toMillis());
      Marker.write(producer, due, newest);
      first.forEach((partition, offset) -> asked.put(partition, new Asked(offset, now)));
    }
    segments.endOnlyByMarkers(topics);
  }

  /** Greatest times of records: one that is older would end no segment. */
  private Map<TopicPartition, Long> newestTimes(Set<TopicPartition> partitions)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Long> times = new HashMap<>();
    admin
        .listOffsets(
            partitions.stream()
                .collect(Collectors.toMap(each -> each, each -> OffsetSpec.maxTimestamp())))
        .all()
        .get()
        .forEach((partition, found) -> times.put(partition, found.timestamp()));
    return times;
  }

  /** Of those that were asked for, the partitions that have been gone over since. */
  Set<TopicPartition> over() {
    Set<TopicPartition> over = new HashSet<>();
    if (asked.isEmpty()) {
      return over;
    }
    try (KafkaConsumer<byte[], byte[]> consumer =
        Rewrite.consumer(connection, "read_uncommitted")) {
      consumer.assign(asked.keySet());
      asked.forEach((partition, at) -> consumer.seek(partition, at.marker()));
      Set<TopicPartition> open = new HashSet<>(asked.keySet());
      long began = System.nanoTime();
      while (!open.isEmpty() && System.nanoTime() - began < POLLS_NANOS) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          TopicPartition partition = new TopicPartition(record.topic(), record.partition());
          if (open.remove(partition)
              && record.offset() > Objects.requireNonNull(asked.get(partition)).marker()) {
            over.add(partition);
          }
        }
        // Behind the marker without a record: nothing has come since, and the marker is gone.
        for (TopicPartition partition : List.copyOf(open)) {
          if (consumer.position(partition)
              > Objects.requireNonNull(asked.get(partition)).marker() + 1) {
            open.remove(partition);
            over.add(partition);
          }
        }
        consumer.pause(
            consumer.assignment().stream().filter(each -> !open.contains(each)).toList());
      }
    }
    for (TopicPartition partition : over) {
      asked.remove(partition);
      passes.merge(partition, 1, Integer::sum);
    }
    return over;
  }

  /** Partitions that were asked for and have not been gone over. */
  Set<TopicPartition> awaited() {
    return Set.copyOf(asked.keySet());
  }

  /**
   * Whether a partition is awaited whose marker lies behind what is stable.
   *
   * @param stable first offsets of open transactions, or the ends
   */
  boolean isBehind(TopicPartition partition, Map<TopicPartition, Long> stable) {
    Asked at = asked.get(partition);
    return at != null && stable.getOrDefault(partition, Long.MAX_VALUE) <= at.marker();
  }

  /** Stops to wait for a partition. */
  void forget(TopicPartition partition) {
    asked.remove(partition);
  }

  /** How often a partition has been gone over. */
  int count(TopicPartition partition) {
    return passes.getOrDefault(partition, 0);
  }
}
