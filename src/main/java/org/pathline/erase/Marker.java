package org.pathline.erase;

import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.pathline.cluster.Connection;

/**
 * Writes to a partition what nobody reads: a record of a transaction that is aborted.
 *
 * <p>Kafka begins a new segment only when something is written, and neither compacts nor deletes
 * the one that is being written to. So a partition to which nothing is written any more would keep
 * what is erased for ever.
 */
final class Marker {
  private static final int TRANSACTION_MILLIS = 120_000;

  private Marker() {}

  /** Producer whose transactions of a partition end those of a process that was killed. */
  static KafkaProducer<byte[], byte[]> producer(Connection connection, TopicPartition partition) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "pathline-erase-" + partition);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_MILLIS);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, 20);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /** Writes to a partition. */
  static void write(Connection connection, TopicPartition partition) {
    try (KafkaProducer<byte[], byte[]> producer = producer(connection, partition)) {
      producer.initTransactions();
      producer.beginTransaction();
      producer.send(
          new ProducerRecord<>(
              partition.topic(), partition.partition(), new byte[] {0}, new byte[0]));
      // What is aborted before it is sent is never sent.
      producer.flush();
      producer.abortTransaction();
    }
  }
}
