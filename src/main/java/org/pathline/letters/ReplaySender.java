package org.pathline.letters;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * Sends replayed records in transactions under one fixed id, so that of all processes that replay
 * at one cluster only the one that began last can commit.
 *
 * <p>What a process that was killed has sent and not committed is undone before the next one looks
 * at what was replayed already.
 */
final class ReplaySender implements AutoCloseable {
  static final String TRANSACTIONAL_ID = "pathline-dead-letters-replay";

  /** Larger than any record on a broker: the topic's own limit decides. */
  private static final int LARGEST_RECORD = 256 << 20;

  private static final int PATIENCE_MILLIS = 60_000;

  private final KafkaProducer<byte[], byte[]> producer;

  /**
   * Sender that has ended what replays before it left open.
   *
   * @throws ClusterException when Kafka does not answer or refuses
   */
  ReplaySender(Connection connection) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST_RECORD);
    settings.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 64L << 20);
    producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    try {
      producer.initTransactions();
    } catch (KafkaException e) {
      close();
      throw failed(e);
    }
  }

  /**
   * Sends records, all or none.
   *
   * @return where each is stored
   * @throws RecordTooLargeException when one is larger than its topic takes; then none is sent
   * @throws ClusterException when Kafka does not answer, or another replay has begun
   */
  List<RecordMetadata> send(List<ProducerRecord<byte[], byte[]>> records) {
    try {
      producer.beginTransaction();
      List<Future<RecordMetadata>> sent = new ArrayList<>();
      for (ProducerRecord<byte[], byte[]> record : records) {
        sent.add(producer.send(record));
      }
      List<RecordMetadata> places = new ArrayList<>();
      for (Future<RecordMetadata> each : sent) {
        places.add(each.get());
      }
      producer.commitTransaction();
      return places;
    } catch (ExecutionException e) {
      if (cause(e, RecordTooLargeException.class) != null) {
        abort();
        throw cause(e, RecordTooLargeException.class);
      }
      throw failed(e);
    } catch (KafkaException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      throw ClusterException.interrupted("sending; what is not committed is undone", e);
    }
  }

  private void abort() {
    try {
      producer.abortTransaction();
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private static ClusterException failed(Exception e) {
    if (cause(e, ProducerFencedException.class) != null
        || cause(e, InvalidProducerEpochException.class) != null) {
      return new ClusterException(
          "another replay has begun, so this one ends: run it again to see what is left", e);
    }
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new ClusterException(
        "cannot send to Kafka: " + root.getMessage() + "; what was not told as sent is undone", e);
  }

  private static <T extends Throwable> @Nullable T cause(Throwable e, Class<T> type) {
    for (Throwable each = e; each != null; each = each.getCause()) {
      if (type.isInstance(each)) {
        return type.cast(each);
      }
    }
    return null;
  }

  @Override
  public void close() {
    producer.close();
  }
}
