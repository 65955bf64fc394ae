package org.pathline.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Canary;
import org.pathline.streams.ingest.IngestTime;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the ends of the output topics as any consumer would, to know when a result can be seen; and
 * the topics of bad records, of what is set aside and of doubts from their beginning, whole.
 *
 * <p>Where results come faster than they need to be looked at, it skips to the end: a sample does.
 * The partition where the canary lives is always read whole.
 */
final class OutputTails implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(OutputTails.class);
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final long TOPICS_ARE_KNOWN_NANOS = Duration.ofSeconds(15).toNanos();

  /** Between two fetches of a busy topic: ages are exact to this, and the cost is bounded. */
  private static final long BREATH_MILLIS = 50;

  private static final long SAMPLE = 1_000;
  private static final long RETRY_MILLIS = 1_000;

  private final Map<String, String> topologyOfOutput = new TreeMap<>();
  private final Freshness freshness;
  private final List<CountedTopics> counted;
  private final Map<String, CountedTopics> countedByTopic = new TreeMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Thread thread = new Thread(this::run, "pathline-output-tails");
  private final Map<String, Integer> partitions = new TreeMap<>();
  private final Map<TopicPartition, Long> endsAtFirst = new HashMap<>();
  private volatile boolean closed;
  private long topicsAskedNanos;

  OutputTails(
      Connection connection,
      List<TopologyInputs> shapes,
      Freshness freshness,
      List<CountedTopics> counted) {
    this.freshness = freshness;
    this.counted = counted;
    counted.forEach(each -> each.topics().forEach(topic -> countedByTopic.put(topic, each)));
    shapes.forEach(
        shape -> shape.outputs().forEach(topic -> topologyOfOutput.put(topic, shape.topology())));
    Map<String, Object> settings = connection.readerSettings();
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "pathline-output-tails");
    settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, (int) SAMPLE);
    // A record is handed out at once; where none comes there is no need to ask twice a second.
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) POLL.toMillis());
    // Headers and keys are looked at, so a few batches at a time are enough.
    settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, 64 << 10);
    // A result is there when a reader of committed records can see it.
    consumer = new KafkaConsumer<>(settings);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  private void run() {
    while (!closed) {
      try {
        assign();
        int read = 0;
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          note(record);
          read++;
        }
        skipWhatIsTooMuch();
        countedFromTheBeginning();
        Thread.sleep(read == 0 ? 0 : BREATH_MILLIS);
      } catch (WakeupException | InterruptedException closing) {
        break;
      } catch (KafkaException e) {
        LOG.debug("cannot read the output topics, trying again", e);
        pause();
      }
    }
    consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration.ZERO));
    counted.forEach(CountedTopics::close);
  }

  private static void pause() {
    try {
      Thread.sleep(RETRY_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Topics may be made after the monitor was started. */
  private void assign() {
    if (topicsAskedNanos != 0 && System.nanoTime() - topicsAskedNanos < TOPICS_ARE_KNOWN_NANOS) {
      return;
    }
    Map<String, List<PartitionInfo>> existing = consumer.listTopics();
    Set<String> wanted = new TreeSet<>(topologyOfOutput.keySet());
    wanted.addAll(countedByTopic.keySet());
    wanted.retainAll(existing.keySet());
    Set<TopicPartition> all = new HashSet<>();
    for (String topic : wanted) {
      List<PartitionInfo> found = Objects.requireNonNull(existing.get(topic));
      partitions.put(topic, found.size());
      found.forEach(each -> all.add(new TopicPartition(topic, each.partition())));
    }
    topicsAskedNanos = System.nanoTime();
    List<TopicPartition> added = new ArrayList<>(all);
    added.removeAll(consumer.assignment());
    if (added.isEmpty()) {
      return;
    }
    consumer.assign(all);
    consumer.seekToEnd(added.stream().filter(each -> !isCounted(each)).toList());
    consumer.seekToBeginning(added.stream().filter(this::isCounted).toList());
    // The ends are those of now, not those of the first fetch.
    added.forEach(consumer::position);
    endsAtFirst.putAll(consumer.endOffsets(added.stream().filter(this::isCounted).toList()));
  }

  private void countedFromTheBeginning() {
    for (CountedTopics each : counted) {
      if (!each.isWhole() && each.topics().stream().allMatch(this::isReadToItsFirstEnd)) {
        each.areWhole();
      }
    }
  }

  private boolean isReadToItsFirstEnd(String topic) {
    List<TopicPartition> read =
        endsAtFirst.keySet().stream().filter(each -> each.topic().equals(topic)).toList();
    return !read.isEmpty()
        && read.stream()
            .allMatch(each -> consumer.position(each) >= endsAtFirst.getOrDefault(each, 0L));
  }

  /** Whether every record counts, so that the partition is read whole. */
  private boolean isCounted(TopicPartition partition) {
    return countedByTopic.containsKey(partition.topic());
  }

  private void note(ConsumerRecord<byte[], byte[]> record) {
    CountedTopics counts = countedByTopic.get(record.topic());
    if (counts != null) {
      counts.count(record);
      return;
    }
    long published = IngestTime.of(record.headers());
    if (published == IngestTime.UNKNOWN) {
      return;
    }
    String topology = Objects.requireNonNull(topologyOfOutput.get(record.topic()));
    if (Canary.is(record.key())) {
      freshness.canary(topology, published);
    } else {
      freshness.result(topology, published);
    }
  }

  private void skipWhatIsTooMuch() {
    Collection<TopicPartition> tooMuch =
        consumer.assignment().stream()
            .filter(each -> !isCounted(each) && !isHomeOfTheCanary(each))
            .filter(
                each -> {
                  OptionalLong lag = consumer.currentLag(each);
                  return lag.isPresent() && lag.getAsLong() > SAMPLE;
                })
            .toList();
    if (!tooMuch.isEmpty()) {
      consumer.seekToEnd(tooMuch);
    }
  }

  private boolean isHomeOfTheCanary(TopicPartition partition) {
    return BuiltInPartitioner.partitionForKey(
            Canary.key(), partitions.getOrDefault(partition.topic(), 1))
        == partition.partition();
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(Duration.ofSeconds(5).toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
