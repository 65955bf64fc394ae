package org.pathline.topics;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * Reads topics from their beginning to their end of now, committed records only.
 *
 * <p>Not thread-safe; joins no consumer group and commits nothing.
 */
public final class TopicReader implements AutoCloseable {
  private static final Duration SILENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE_MILLIS = 15_000;
  private static final long STRETCH = 1_000;

  private final Connection connection;
  private final KafkaConsumer<byte[], byte[]> consumer;

  /** Settings of a consumer that reads what is committed, from the beginning, in large fetches. */
  public static Map<String, Object> settings(Connection connection) {
    Map<String, Object> settings = connection.readerSettings();
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
    return settings;
  }

  /** Reader of the topics of a cluster. */
  public TopicReader(Connection connection) {
    this.connection = connection;
    Map<String, Object> settings = settings(connection);
    // None waits for records behind the end.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    consumer = new KafkaConsumer<>(settings);
  }

  /**
   * How many partitions a topic has; 0 where there is no such topic.
   *
   * @throws ClusterException when Kafka does not answer
   */
  public int partitions(String topic) {
    try {
      return consumer.partitionsFor(topic).size();
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
  }

  /**
   * Hands every record of a topic to the action.
   *
   * @throws ClusterException when Kafka does not answer, or stays silent before the end
   */
  public void read(String topic, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    read(topic, IntStream.range(0, partitions(topic)).boxed().toList(), action);
  }

  /**
   * Hands every record of some partitions to the action, each partition in its order.
   *
   * @throws ClusterException when Kafka does not answer, or stays silent before the end
   */
  public void read(
      String topic,
      Collection<Integer> partitions,
      Consumer<ConsumerRecord<byte[], byte[]>> action) {
    List<TopicPartition> assigned =
        partitions.stream().map(partition -> new TopicPartition(topic, partition)).toList();
    try {
      consumer.assign(assigned);
      consumer.seekToBeginning(assigned);
      readToEnd(topic, consumer.endOffsets(assigned), action);
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
  }

  /**
   * Hands the records of a topic that lie before some offsets to the action.
   *
   * @param ends next offset by partition
   * @throws ClusterException when Kafka does not answer, or stays silent before the end
   */
  public void readBefore(
      String topic, Map<Integer, Long> ends, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    Map<TopicPartition, Long> assigned = new HashMap<>();
    ends.forEach((partition, end) -> assigned.put(new TopicPartition(topic, partition), end));
    try {
      consumer.assign(assigned.keySet());
      consumer.seekToBeginning(assigned.keySet());
      readToEnd(topic, assigned, action);
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
  }

  /**
   * Hands every record of a topic to the action that was stored at a time or later.
   *
   * @param since the time; null for the beginning
   * @throws ClusterException when Kafka does not answer, or stays silent before the end
   */
  public void readSince(
      String topic, @Nullable Instant since, Consumer<ConsumerRecord<byte[], byte[]>> action) {
    if (since == null) {
      read(topic, action);
      return;
    }
    Map<TopicPartition, Long> times = new HashMap<>();
    for (int partition = 0; partition < partitions(topic); partition++) {
      times.put(new TopicPartition(topic, partition), since.toEpochMilli());
    }
    try {
      consumer.assign(times.keySet());
      Map<TopicPartition, Long> ends = consumer.endOffsets(times.keySet());
      consumer
          .offsetsForTimes(times)
          .forEach(
              (partition, found) ->
                  consumer.seek(partition, found == null ? ends.get(partition) : found.offset()));
      readToEnd(topic, ends, action);
    } catch (KafkaException e) {
      throw failed(topic, e);
    }
  }

  /**
   * Hands those records to the action that lie at some offsets of a partition; what was removed or
   * is no record of a committed transaction is left out.
   *
   * @throws ClusterException when Kafka does not answer, or stays silent before the last of them
   */
  public void readAt(
      TopicPartition partition,
      SortedSet<Long> offsets,
      Consumer<ConsumerRecord<byte[], byte[]>> action) {
    List<TopicPartition> assigned = List.of(partition);
    try {
      consumer.assign(assigned);
      long end = Objects.requireNonNull(consumer.endOffsets(assigned).get(partition));
      long beginning = Objects.requireNonNull(consumer.beginningOffsets(assigned).get(partition));
      SortedSet<Long> wanted =
          new TreeSet<>(offsets.tailSet(beginning).headSet(Math.max(beginning, end)));
      while (!wanted.isEmpty()) {
        consumer.seek(partition, wanted.first());
        // What lies close behind comes with the same fetch; what is far is sought.
        long stretchEnd = wanted.first() + STRETCH;
        SortedSet<Long> stretch = wanted.headSet(stretchEnd);
        readToEnd(
            partition.topic(),
            Map.of(partition, stretch.last() + 1),
            record -> {
              if (stretch.contains(record.offset())) {
                action.accept(record);
              }
            });
        stretch.clear();
      }
    } catch (KafkaException e) {
      throw failed(partition.topic(), e);
    }
  }

  /** Positions, not records, tell the end: it may consist of markers of transactions. */
  private void readToEnd(
      String topic,
      Map<TopicPartition, Long> ends,
      Consumer<ConsumerRecord<byte[], byte[]>> action) {
    long lastProgress = System.nanoTime();
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      boolean any = false;
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        any = true;
        // The end moves while others write; the answer is that of one moment.
        TopicPartition from = new TopicPartition(topic, record.partition());
        if (record.offset() < Objects.requireNonNull(ends.get(from))) {
          action.accept(record);
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

  private ClusterException failed(String topic, KafkaException e) {
    return new ClusterException(
        "cannot read "
            + topic
            + " from Kafka at "
            + connection.bootstrapServers()
            + ": "
            + e.getMessage()
            + (e instanceof TimeoutException ? "; is the broker up and reachable?" : ""),
        e);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
