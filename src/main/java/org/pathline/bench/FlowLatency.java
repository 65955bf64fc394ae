package org.pathline.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.pathline.cluster.Connection;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.ingest.IngestTime;

/** From the moment at which a fact is handed to Kafka until whoever reads cells has its cell. */
final class FlowLatency implements AutoCloseable {
  private final List<Long> millis = new ArrayList<>();
  private final KafkaConsumer<byte[], byte[]> consumer;

  FlowLatency(Connection connection) {
    Map<String, Object> settings = connection.readerSettings();
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    consumer = new KafkaConsumer<>(settings);
    List<TopicPartition> cells =
        IntStream.range(0, consumer.partitionsFor(TopicCatalogue.OUTCOME_CELLS.name()).size())
            .mapToObj(p -> new TopicPartition(TopicCatalogue.OUTCOME_CELLS.name(), p))
            .toList();
    consumer.assign(cells);
    consumer.seekToEnd(cells);
    cells.forEach(consumer::position);
  }

  /** Takes the cells that come within a time. */
  void poll(Duration within) {
    for (ConsumerRecord<byte[], byte[]> cell : consumer.poll(within)) {
      long published = IngestTime.of(cell.headers());
      if (published != IngestTime.UNKNOWN) {
        millis.add(System.currentTimeMillis() - published);
      }
    }
  }

  /** Milliseconds that a share of the cells does not exceed; 0 where none came. */
  long percentile(double share) {
    List<Long> sorted = millis.stream().sorted().toList();
    return sorted.isEmpty() ? 0 : sorted.get((int) Math.ceil(share * sorted.size()) - 1);
  }

  @Override
  public void close() {
    consumer.close();
  }
}
