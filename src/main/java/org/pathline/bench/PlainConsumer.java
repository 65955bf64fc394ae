package org.pathline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.pathline.cluster.Connection;

/** A consumer that only fetches, and decodes as its deserializer does: what reading alone costs. */
record PlainConsumer(Connection connection, List<String> topics, int threads) {
  private static final Duration POLL = Duration.ofSeconds(1);

  /** Reads the topics, the partitions shared out over the threads; returns how many records. */
  long readAll(int partitions, java.util.function.Supplier<Deserializer<?>> deserializer)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Long>> parts = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        int thread = i;
        List<TopicPartition> mine =
            IntStream.range(0, partitions)
                .filter(partition -> partition % threads == thread)
                .boxed()
                .flatMap(p -> topics.stream().map(topic -> new TopicPartition(topic, p)))
                .toList();
        parts.add(pool.submit(() -> read(mine, deserializer.get())));
      }
      long records = 0;
      for (Future<Long> part : parts) {
        records += part.get();
      }
      return records;
    } finally {
      pool.shutdownNow();
    }
  }

  private <V> long read(List<TopicPartition> partitions, Deserializer<V> deserializer) {
    Map<String, Object> settings = connection.clientSettings();
    // The same fetching as the topology's, so that only the work on a record differs.
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 4 << 20);
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], V> consumer =
        new KafkaConsumer<>(
            settings,
            new org.apache.kafka.common.serialization.ByteArrayDeserializer(),
            deserializer)) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      long records = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        ConsumerRecords<byte[], V> polled = consumer.poll(POLL);
        records += polled.count();
      }
      return records;
    }
  }
}
