package org.pathline.erase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.streams.ingest.IngestTime;

/**
 * Rewrites partitions in place: copies what stays to the end, some records at a time, and deletes
 * what was copied from the beginning, until all of it has been turned round. Less would not do: a
 * broker deletes whole segments, and only those of which nothing is left.
 *
 * <p>A process may be killed at any step. Copies are one transaction: of those that were begun
 * nobody sees anything, and of those that were committed and whose originals were not yet deleted
 * everything is there twice, which for facts is once. Each copy bears the number of its round, and
 * what lies before the first copy of the latest round is what is left to do. Facts that nobody has
 * processed yet are copied behind all offsets before they are deleted, so no reader loses one.
 */
final class Rewrite {
  private static final String ROUND = "pathline-rewritten";
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(60);
  private static final long CHUNK_BYTES = 4L << 20;
  private static final int CHUNK_RECORDS = 20_000;

  private final Connection connection;
  private final Admin admin;
  private final Consumer<String> steps;

  /**
   * Rewriting on a cluster.
   *
   * @param steps told after each step that changes something, in words
   */
  Rewrite(Connection connection, Admin admin, Consumer<String> steps) {
    this.connection = connection;
    this.admin = admin;
    this.steps = steps;
  }

  /** What is to be read of a partition, and how far it is to be rewritten. */
  private record Plan(long begin, long limit, long round, boolean more) {}

  /**
   * Rewrites a partition where it holds a record of somebody erased, or where a round is not over.
   *
   * @param always also where neither is so
   * @return how many records were left out
   */
  long rewrite(TopicPartition partition, Survivors survivors, boolean always)
      throws InterruptedException, ExecutionException {
    long left = 0;
    boolean more = true;
    boolean first = true;
    while (more) {
      Plan plan;
      try (KafkaConsumer<byte[], byte[]> all = consumer(connection, "read_uncommitted")) {
        plan = plan(all, partition, survivors, always && first);
      }
      left += plan.limit() > plan.begin() ? turn(partition, survivors, plan) : 0;
      more = plan.more();
      first = false;
    }
    return left;
  }

  private long turn(TopicPartition partition, Survivors survivors, Plan plan)
      throws InterruptedException, ExecutionException {
    long left = 0;
    try (KafkaConsumer<byte[], byte[]> committed = consumer(connection, "read_committed");
        KafkaProducer<byte[], byte[]> producer =
            Marker.producer(connection, partition.toString())) {
      // Ends what a process that was killed had begun.
      producer.initTransactions();
      committed.assign(List.of(partition));
      committed.seek(partition, plan.begin());
      long done = plan.begin();
      while (done < plan.limit()) {
        List<ConsumerRecord<byte[], byte[]>> chunk = new ArrayList<>();
        done = read(committed, partition, plan.limit(), chunk);
        left += copy(producer, chunk, survivors, plan);
        steps.accept("copied records of " + partition);
        admin.deleteRecords(Map.of(partition, RecordsToDelete.beforeOffset(done))).all().get();
        steps.accept("deleted records of " + partition);
      }
    }
    return left;
  }

  private Plan plan(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      Survivors survivors,
      boolean always) {
    consumer.assign(List.of(partition));
    consumer.seekToBeginning(List.of(partition));
    long begin = consumer.position(partition);
    long end = Objects.requireNonNull(consumer.endOffsets(List.of(partition)).get(partition));
    long[] lastErased = {-1};
    long[] round = {0};
    long[] firstOfRound = {-1};
    each(
        consumer,
        partition,
        end,
        record -> {
          if (survivors.isErased(record)) {
            lastErased[0] = record.offset();
          }
          long its = round(record);
          if (its > round[0]) {
            round[0] = its;
            firstOfRound[0] = record.offset();
          }
        });
    if (firstOfRound[0] > begin && hasBefore(consumer, partition, firstOfRound[0])) {
      // In the order in which it was begun; then, where it must be, all of it once more.
      boolean more = always || lastErased[0] > firstOfRound[0];
      return new Plan(begin, firstOfRound[0], round[0], more);
    }
    long limit = always || lastErased[0] >= 0 ? end : begin;
    return new Plan(begin, limit, round[0] + 1, false);
  }

  /** Whether a record lies before an offset, and not only markers of transactions. */
  private static boolean hasBefore(
      KafkaConsumer<byte[], byte[]> consumer, TopicPartition partition, long offset) {
    consumer.seekToBeginning(List.of(partition));
    boolean[] any = new boolean[1];
    each(consumer, partition, offset, record -> any[0] = true);
    return any[0];
  }

  private static long round(ConsumerRecord<byte[], byte[]> record) {
    var header = record.headers().lastHeader(ROUND);
    return header == null || header.value().length != Long.BYTES
        ? 0
        : java.nio.ByteBuffer.wrap(header.value()).getLong();
  }

  private static void each(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long end,
      Consumer<ConsumerRecord<byte[], byte[]>> action) {
    long last = System.nanoTime();
    while (consumer.position(partition) < end) {
      long before = consumer.position(partition);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < end) {
          action.accept(record);
        }
      }
      if (consumer.position(partition) > before) {
        last = System.nanoTime();
      } else if (System.nanoTime() - last > SILENCE.toNanos()) {
        throw new ClusterException("Kafka sent nothing of " + partition + " for 60 s");
      }
    }
  }

  /** Reads the next records before a limit; returns the offset behind them. */
  private static long read(
      KafkaConsumer<byte[], byte[]> consumer,
      TopicPartition partition,
      long limit,
      List<ConsumerRecord<byte[], byte[]>> chunk) {
    long bytes = 0;
    long last = System.nanoTime();
    while (consumer.position(partition) < limit
        && bytes < CHUNK_BYTES
        && chunk.size() < CHUNK_RECORDS) {
      long before = consumer.position(partition);
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        if (record.offset() < limit) {
          chunk.add(record);
          bytes += record.serializedKeySize() + record.serializedValueSize();
        }
      }
      if (consumer.position(partition) > before) {
        last = System.nanoTime();
      } else if (System.nanoTime() - last > SILENCE.toNanos()) {
        throw new ClusterException(
            "an open transaction keeps " + partition + " from being rewritten; try again later");
      }
    }
    return Math.min(limit, consumer.position(partition));
  }

  private static long copy(
      KafkaProducer<byte[], byte[]> producer,
      List<ConsumerRecord<byte[], byte[]>> chunk,
      Survivors survivors,
      Plan plan) {
    long left = 0;
    producer.beginTransaction();
    for (ConsumerRecord<byte[], byte[]> record : chunk) {
      if (survivors.isErased(record) || !survivors.isCarriedOver(record)) {
        left++;
        continue;
      }
      Headers headers = new RecordHeaders(record.headers());
      if (IngestTime.of(record.headers()) == IngestTime.UNKNOWN) {
        headers.add(IngestTime.header(record.timestamp()));
      }
      headers.remove(ROUND);
      headers.add(ROUND, java.nio.ByteBuffer.allocate(Long.BYTES).putLong(plan.round()).array());
      producer.send(
          new ProducerRecord<>(
              record.topic(), record.partition(), record.key(), record.value(), headers));
    }
    // Throws what went wrong on the way.
    producer.commitTransaction();
    return left;
  }

  /** Consumer that is given its partitions and begins where it is told to. */
  static KafkaConsumer<byte[], byte[]> consumer(Connection connection, String isolation) {
    Map<String, Object> settings = connection.readerSettings();
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, CHUNK_RECORDS);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, isolation);
    return new KafkaConsumer<>(settings);
  }
}
