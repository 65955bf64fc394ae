package org.pathline.serve;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.events.Sorting;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.tables.CohortRegimes;
import org.pathline.topics.Cut;
import org.pathline.topics.PolicyTopic;
import org.pathline.topics.TopicReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows the topics cut by cut: reads each partition exactly up to what was committed at one
 * moment, then changes {@link Live} to that at once.
 */
final class Follower implements AutoCloseable {
  /** What is followed: pathways are what everything else adds up. */
  static final List<String> TOPICS =
      List.of(
          TopicCatalogue.PATHWAYS.name(),
          TopicCatalogue.POLICIES.name(),
          TopicCatalogue.SORTING.name());

  private static final Logger LOG = LoggerFactory.getLogger(Follower.class);
  private static final Duration POLL = Duration.ofMillis(200);
  private static final int PATIENCE_MILLIS = 10_000;
  private static final long PAUSE_MILLIS = 1_000;
  private static final int RECORDS_AT_ONCE = 50_000;

  private final Connection connection;
  private final Live live;
  private final Consumer<String> progress;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ContractSchemas schemas;
  private final WireFormat wireFormat;
  private final Students students;
  private final Map<String, Sorting> rosters = new TreeMap<>();
  private final Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> ahead = new HashMap<>();
  private final Thread thread = new Thread(this::run, "pathline-follower");
  private StandingPolicies policies = new StandingPolicies(new FactCodec());
  private volatile boolean closed;
  private volatile @Nullable String failure;
  private volatile long answeredNanos = System.nanoTime();
  private long number;
  private boolean hasPolicies;

  Follower(Connection connection, Live live, Consumer<String> progress) {
    this.connection = connection;
    this.live = live;
    this.progress = progress;
    Map<String, Object> settings = TopicReader.settings(connection);
    settings.put(ConsumerConfig.CLIENT_ID_CONFIG, "pathline-serve");
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    consumer = new KafkaConsumer<>(settings);
    schemas = new ContractSchemas(connection.registryClient());
    wireFormat = new WireFormat(schemas);
    students = new Students(live.database(), wireFormat);
    thread.setDaemon(true);
  }

  void start() {
    thread.start();
  }

  /** Why Kafka does not answer, or null where it does. */
  @Nullable String failure() {
    return failure;
  }

  /** Seconds since everything that is committed was known to be taken in. */
  double secondsSinceAnswer() {
    return (System.nanoTime() - answeredNanos) / 1e9;
  }

  private void run() {
    boolean assigned = false;
    while (!closed) {
      try {
        if (!assigned) {
          assigned = assign();
        }
        if (assigned) {
          takeCut();
          answeredNanos = System.nanoTime();
          failure = null;
        }
        pause(assigned ? POLL.toMillis() : PAUSE_MILLIS);
      } catch (WakeupException e) {
        break;
      } catch (KafkaException | ClusterException e) {
        failure =
            "Kafka at " + connection.bootstrapServers() + " does not answer: " + e.getMessage();
        LOG.debug("{}", failure);
        pause(PAUSE_MILLIS);
      }
    }
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    schemas.close();
  }

  private void pause(long millis) {
    try {
      Thread.sleep(millis);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      closed = true;
    }
  }

  private boolean assign() {
    List<TopicPartition> partitions = new ArrayList<>();
    for (String topic : TOPICS) {
      var found = consumer.partitionsFor(topic);
      if (found == null || found.isEmpty()) {
        failure = "the topic " + topic + " is missing: create it with `pathline topics`";
        return false;
      }
      found.forEach(each -> partitions.add(new TopicPartition(topic, each.partition())));
    }
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return true;
  }

  /** Reads up to what is committed now; a record behind that waits for the next cut. */
  private void takeCut() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    long told = System.nanoTime();
    while (!closed
        && ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        ahead
            .computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()), absent -> new ArrayList<>())
            .add(record);
      }
      if (live.state() == null) {
        // Nobody reads yet, so that not everything has to lie in memory at once.
        if (ahead.values().stream().mapToInt(List::size).sum() > RECORDS_AT_ONCE) {
          Map<String, List<ConsumerRecord<byte[], byte[]>>> early = taken(ends);
          students.change(early.getOrDefault(TopicCatalogue.PATHWAYS.name(), List.of()));
          change(early.getOrDefault(TopicCatalogue.SORTING.name(), List.of()));
          hasPolicies |= early.containsKey(TopicCatalogue.POLICIES.name());
        }
        if (System.nanoTime() - told > 5_000_000_000L) {
          told = System.nanoTime();
          progress.accept("reading: " + students.size() + " students so far");
        }
      }
    }
    if (closed) {
      return;
    }
    Map<String, List<ConsumerRecord<byte[], byte[]>>> taken = taken(ends);
    if (!taken.isEmpty() || live.state() == null) {
      Cut cut = Cut.of(List.of(), ends);
      live.change(() -> change(taken, cut));
    }
  }

  /** Takes out of what was read what lies before some offsets. */
  private Map<String, List<ConsumerRecord<byte[], byte[]>>> taken(Map<TopicPartition, Long> ends) {
    Map<String, List<ConsumerRecord<byte[], byte[]>>> taken = new HashMap<>();
    ahead.forEach(
        (partition, records) -> {
          long end = Objects.requireNonNull(ends.get(partition));
          List<ConsumerRecord<byte[], byte[]>> within =
              records.stream().filter(record -> record.offset() < end).toList();
          records.subList(0, within.size()).clear();
          if (!within.isEmpty()) {
            taken.computeIfAbsent(partition.topic(), absent -> new ArrayList<>()).addAll(within);
          }
        });
    return taken;
  }

  private Live.State change(Map<String, List<ConsumerRecord<byte[], byte[]>>> taken, Cut cut) {
    students.change(taken.getOrDefault(TopicCatalogue.PATHWAYS.name(), List.of()));
    change(taken.getOrDefault(TopicCatalogue.SORTING.name(), List.of()));
    if (hasPolicies || taken.containsKey(TopicCatalogue.POLICIES.name())) {
      hasPolicies = false;
      policies = PolicyTopic.read(connection, cut.of(TopicCatalogue.POLICIES.name()));
    }
    new CohortRegimes(live.database()).fill(policies);
    return new Live.State(
        cut,
        ++number,
        Instant.now(),
        new LiveStanding(live.database(), policies, List.copyOf(rosters.values())));
  }

  private void change(List<ConsumerRecord<byte[], byte[]>> sortings) {
    for (ConsumerRecord<byte[], byte[]> record : sortings) {
      String key = new String(record.key(), UTF_8);
      if (record.value() == null) {
        rosters.remove(key);
      } else {
        rosters.put(key, wireFormat.record(record.value(), TopicCatalogue.SORTING.schema()));
      }
    }
  }

  @Override
  public void close() {
    closed = true;
    consumer.wakeup();
    try {
      thread.join(PATIENCE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
