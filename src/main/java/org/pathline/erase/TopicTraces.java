package org.pathline.erase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/** Looks for an id in everything that topics hold: keys, values and headers, committed or not. */
public final class TopicTraces {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private final Connection connection;
  private final LongConsumer progress;

  /**
   * Looks in the topics of a cluster.
   *
   * @param progress told now and then how many records were looked at
   */
  public TopicTraces(Connection connection, LongConsumer progress) {
    this.connection = connection;
    this.progress = progress;
  }

  /**
   * Traces in some partitions, from their beginning to their end of now.
   *
   * @param forms the forms to look for in a topic
   */
  public List<Trace> in(Collection<TopicPartition> partitions, Function<String, IdForms> forms) {
    Map<TopicPartition, Trace> found =
        new TreeMap<>((a, b) -> a.toString().compareTo(b.toString()));
    if (partitions.isEmpty()) {
      return List.of();
    }
    Map<String, Object> settings = connection.readerSettings();
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
    // What was aborted is there, too, for whoever reads it.
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(settings)) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<TopicPartition> rest = new ArrayList<>(partitions);
      long looked = 0;
      long lastProgress = System.nanoTime();
      while (!rest.isEmpty()) {
        int before = rest.size();
        rest.removeIf(each -> consumer.position(each) >= Objects.requireNonNull(ends.get(each)));
        boolean any = rest.size() < before;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          any = true;
          looked++;
          Optional<String> form = in(record, forms.apply(record.topic()));
          if (form.isPresent()) {
            TopicPartition at = new TopicPartition(record.topic(), record.partition());
            long count = found.containsKey(at) ? found.get(at).count() : 0;
            found.put(at, new Trace(Trace.TOPIC + at, form.get(), count + 1));
          }
        }
        progress.accept(looked);
        if (any) {
          lastProgress = System.nanoTime();
        } else if (System.nanoTime() - lastProgress > SILENCE.toNanos()) {
          throw new ClusterException("Kafka sent nothing for 30 s before the end of " + rest);
        }
      }
    }
    return List.copyOf(found.values());
  }

  /** Form in which an id lies in a record; empty where it does not. */
  static Optional<String> in(ConsumerRecord<byte[], byte[]> record, IdForms forms) {
    Optional<String> form = record.key() == null ? Optional.empty() : forms.in(record.key());
    if (form.isEmpty() && record.value() != null) {
      form = forms.in(record.value());
    }
    for (Header header : record.headers()) {
      if (form.isEmpty() && header.value() != null) {
        form = forms.in(header.value());
      }
    }
    return form;
  }
}
