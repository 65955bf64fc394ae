package org.pathline.erase;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.pathline.cluster.Connection;

/**
 * Writes to partitions what nobody reads: records of a transaction that is aborted.
 *
 * <p>Kafka begins a new segment only when something is written, and neither compacts nor deletes
 * the one that is being written to. So a partition to which nothing is written any more would keep
 * what is erased for ever.
 */
final class Marker {
  private static final int TRANSACTION_MILLIS = 120_000;

  private Marker() {}

  /**
   * Producer of transactions.
   *
   * @param of what it writes: one that writes the same ends transactions of a process that was
   *     killed
   */
  static KafkaProducer<byte[], byte[]> producer(Connection connection, String of) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "pathline-erase-" + of);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Writes two to a partition: a broker that is busy may hear late that the first ends a segment.
   */
  static void write(Connection connection, TopicPartition partition)
      throws InterruptedException, ExecutionException {
    try (KafkaProducer<byte[], byte[]> producer = producer(connection, partition.toString())) {
      producer.initTransactions();
      write(producer, Set.of(partition), Map.of());
      Thread.sleep(2 * Segments.SHORTEST.toMillis());
      write(producer, Set.of(partition), Map.of());
    }
  }

  /**
   * Writes one to each of some partitions.
   *
   * @param newest times in milliseconds behind which the markers are to lie
   * @return their offsets
   */
  static Map<TopicPartition, Long> write(
      KafkaProducer<byte[], byte[]> producer,
      Collection<TopicPartition> partitions,
      Map<TopicPartition, Long> newest)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, Future<RecordMetadata>> sent = new HashMap<>();
    producer.beginTransaction();
    for (TopicPartition each : partitions) {
      long later = newest.getOrDefault(each, -1L) + 2 * Segments.SHORTEST.toMillis();
      sent.put(
          each,
          producer.send(
              new ProducerRecord<>(
                  each.topic(),
                  each.partition(),
                  Math.max(System.currentTimeMillis(), later),
                  new byte[] {0},
                  new byte[0])));
    }
    // What is aborted before it is sent is never sent.
    producer.flush();
    Map<TopicPartition, Long> offsets = new HashMap<>();
    for (Map.Entry<TopicPartition, Future<RecordMetadata>> each : sent.entrySet()) {
      offsets.put(each.getKey(), each.getValue().get().offset());
    }
    producer.abortTransaction();
    return offsets;
  }
}
