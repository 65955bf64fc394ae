package org.pathline.run;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;

/**
 * How many records the topologies still have to process and commit.
 *
 * <p>Committed offsets are read before end offsets, and ends include what is not yet committed, so
 * a zero means that at one moment nothing was on its way.
 */
public final class CatchUp implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final int LOOKS_WITHOUT_PROGRESS = 5;
  private static final long FEW_PER_PARTITION = 100;

  /** A broker that is away is to be told soon, and asked again. */
  private static final int PATIENCE_MILLIS = 15_000;

  /** Long beside what a look costs. */
  private static final long STILL_NANOS = Duration.ofSeconds(10).toNanos();

  private final Admin admin;
  private final Connection connection;
  private final Collection<TopologyName> topologies;
  private final Map<TopologyName, Still> still = new EnumMap<>(TopologyName.class);

  /** Places that have not moved since a moment. */
  private record Still(
      Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends, long sinceNanos) {}

  /** Catch-up of some topologies on a cluster. */
  public CatchUp(Connection connection, Collection<TopologyName> topologies) {
    this.connection = connection;
    // In the order of the flow: nothing may pass from one asked later to one asked before.
    this.topologies = new TreeSet<>(topologies);
    Map<String, Object> settings = connection.clientSettings();
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    this.admin = Admin.create(settings);
  }

  /**
   * Records behind, by topology; control records and aborted ones count until they are the last.
   */
  public Map<TopologyName, Long> behind() throws InterruptedException, ExecutionException {
    Map<TopologyName, Long> behind = new EnumMap<>(TopologyName.class);
    Set<String> existing = admin.listTopics().names().get();
    for (TopologyName topology : topologies) {
      behind.put(topology, behind(topology, existing));
    }
    return behind;
  }

  private long behind(TopologyName topology, Set<String> existing)
      throws InterruptedException, ExecutionException {
    Set<TopicPartition> partitions = partitions(topology, existing);
    Map<TopicPartition, OffsetAndMetadata> committed =
        admin
            .listConsumerGroupOffsets(topology.applicationId())
            .partitionsToOffsetAndMetadata()
            .get();
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> from = new HashMap<>();
    long behind = 0;
    for (TopicPartition partition : partitions) {
      OffsetAndMetadata at = committed.get(partition);
      long position = Math.max(at == null ? 0 : at.offset(), begins.get(partition));
      if (position < ends.get(partition)) {
        from.put(partition, position);
        behind += ends.get(partition) - position;
      }
    }
    // They may be transaction markers and aborted records, which nobody will ever process. To look
    // costs fetches, so many are only looked at once they have not moved for a while.
    boolean worthALook =
        behind <= FEW_PER_PARTITION * partitions.size() || isStill(topology, from, ends);
    return behind > 0 && worthALook && holdNoRecords(from, ends) ? 0 : behind;
  }

  private boolean isStill(
      TopologyName topology, Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    long now = System.nanoTime();
    Still last = still.get(topology);
    if (last == null || !last.from().equals(from) || !last.ends().equals(ends)) {
      still.put(topology, new Still(from, ends, now));
      return false;
    }
    boolean longEnough = now - last.sinceNanos() >= STILL_NANOS;
    if (longEnough) {
      // Between two commits of a backlog nothing moves either; the next look waits as long.
      still.put(topology, new Still(from, ends, now));
    }
    return longEnough;
  }

  private Set<TopicPartition> partitions(TopologyName topology, Set<String> existing)
      throws InterruptedException, ExecutionException {
    List<String> topics =
        existing.stream()
            .filter(
                name ->
                    topology.sources().stream().map(Topic::name).anyMatch(name::equals)
                        || (name.startsWith(topology.applicationId() + "-")
                            && name.endsWith("-repartition")))
            .toList();
    return admin.describeTopics(topics).allTopicNames().get().values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .collect(Collectors.toSet());
  }

  private Map<TopicPartition, Long> offsets(Set<TopicPartition> partitions, OffsetSpec at)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> at));
    Map<TopicPartition, ListOffsetsResultInfo> answered = admin.listOffsets(asked).all().get();
    return answered.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
  }

  private boolean holdNoRecords(Map<TopicPartition, Long> from, Map<TopicPartition, Long> ends) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.assign(from.keySet());
      from.forEach(consumer::seek);
      long reached = 0;
      for (int looks = 0; looks < LOOKS_WITHOUT_PROGRESS; looks++) {
        if (!consumer.poll(LOOK).isEmpty()) {
          return false;
        }
        if (from.keySet().stream().allMatch(p -> consumer.position(p) >= ends.get(p))) {
          return true;
        }
        long sum = from.keySet().stream().mapToLong(consumer::position).sum();
        if (sum > reached) {
          reached = sum;
          looks = 0;
        }
      }
      return false;
    }
  }

  @Override
  public void close() {
    // Nobody waits for an answer any more.
    admin.close(Duration.ZERO);
  }
}
