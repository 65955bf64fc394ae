package org.pathline.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.topics.OffsetReader;

/** Asks Kafka how far some groups have come in the topics that they read. */
final class GroupOffsets implements AutoCloseable {
  /** Partitions and settings of topics change seldom. */
  private static final long TOPICS_ARE_KNOWN_NANOS = Duration.ofSeconds(30).toNanos();

  /** A broker that is down is to be told soon, and again at each look. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  /** The group of one topology. */
  record Group(String topology, String applicationId, int members, List<Log> logs) {}

  /** One partition and the group's place in it; retention null where nothing goes by age. */
  record Log(
      ReadPartition place,
      @Nullable Long committed,
      long begin,
      long end,
      @Nullable Long retentionMillis) {
    long position() {
      return committed == null ? begin : Math.max(committed, begin);
    }
  }

  /** A topic: its partitions and the age at which records go, or null. */
  private record Known(int partitions, @Nullable Long retentionMillis) {}

  private final List<TopologyInputs> shapes;
  private final OffsetReader offsets;
  private Map<String, Known> topics = Map.of();
  private long topicsAskedNanos;

  GroupOffsets(Connection connection, List<TopologyInputs> shapes) {
    this.shapes = shapes;
    this.offsets = new OffsetReader(connection, "pathline-lag", PATIENCE);
  }

  /** The groups, in the order of the shapes. */
  List<Group> ask() {
    learnTopics();
    Map<String, Integer> members = members();
    Map<String, Map<TopicPartition, Long>> committed =
        offsets.committed(shapes.stream().map(TopologyInputs::applicationId).toList());
    // After the commits, so that no position is beyond its end. What an open transaction has
    // written cannot be processed yet.
    Set<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> begins = offsets.beginnings(partitions);
    Map<TopicPartition, Long> ends = offsets.committedEnds(partitions);
    List<Group> groups = new ArrayList<>();
    for (TopologyInputs shape : shapes) {
      List<Log> logs = new ArrayList<>();
      for (TopologyInputs.Part part : shape.parts()) {
        for (String topic : part.sources()) {
          Known known = topics.get(topic);
          for (int i = 0; known != null && i < known.partitions(); i++) {
            ReadPartition place = new ReadPartition(shape.topology(), part.subtopology(), topic, i);
            TopicPartition partition = place.topicPartition();
            logs.add(
                new Log(
                    place,
                    committed.getOrDefault(shape.applicationId(), Map.of()).get(partition),
                    begins.getOrDefault(partition, 0L),
                    ends.getOrDefault(partition, 0L),
                    known.retentionMillis()));
          }
        }
      }
      groups.add(
          new Group(
              shape.topology(),
              shape.applicationId(),
              members.getOrDefault(shape.applicationId(), 0),
              List.copyOf(logs)));
    }
    return List.copyOf(groups);
  }

  private Set<TopicPartition> partitions() {
    Set<TopicPartition> partitions = new HashSet<>();
    topics.forEach(
        (topic, known) -> {
          for (int i = 0; i < known.partitions(); i++) {
            partitions.add(new TopicPartition(topic, i));
          }
        });
    return partitions;
  }

  private void learnTopics() {
    Set<String> wanted =
        shapes.stream().flatMap(shape -> shape.sources().stream()).collect(Collectors.toSet());
    boolean allKnown = topics.keySet().containsAll(wanted);
    if (allKnown && System.nanoTime() - topicsAskedNanos < TOPICS_ARE_KNOWN_NANOS) {
      return;
    }
    Set<String> existing = new HashSet<>(offsets.topics());
    existing.retainAll(wanted);
    Map<String, TopicDescription> described =
        offsets.answer(offsets.admin().describeTopics(existing).allTopicNames());
    List<ConfigResource> resources =
        existing.stream().map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name)).toList();
    Map<ConfigResource, Config> configs =
        offsets.answer(offsets.admin().describeConfigs(resources).all());
    Map<String, Known> learnt = new TreeMap<>();
    described.forEach(
        (name, topic) ->
            learnt.put(
                name,
                new Known(
                    topic.partitions().size(),
                    retention(
                        Objects.requireNonNull(
                            configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name)))))));
    topics = learnt;
    topicsAskedNanos = System.nanoTime();
  }

  private static @Nullable Long retention(Config config) {
    boolean removes =
        config
            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
            .value()
            .contains(TopicConfig.CLEANUP_POLICY_DELETE);
    long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
    return removes && millis >= 0 ? millis : null;
  }

  /** Members by group; 0 where there is no such group. */
  private Map<String, Integer> members() {
    Map<String, Integer> members = new HashMap<>();
    List<String> others = new ArrayList<>();
    Admin admin = offsets.admin();
    admin
        .describeConsumerGroups(shapes.stream().map(TopologyInputs::applicationId).toList())
        .describedGroups()
        .forEach(
            (id, group) ->
                ifThere(group)
                    .ifPresentOrElse(
                        found -> members.put(id, found.members().size()), () -> others.add(id)));
    if (!others.isEmpty()) {
      // Not there, or of the protocol for streams, which has a request of its own.
      admin
          .describeStreamsGroups(others)
          .describedGroups()
          .forEach(
              (id, group) ->
                  ifThere(group).ifPresent(found -> members.put(id, found.members().size())));
    }
    return members;
  }

  private <T> Optional<T> ifThere(KafkaFuture<T> group) {
    // Brokers before 4.1 know no groups for streams.
    return offsets.answerUnless(
        group, GroupIdNotFoundException.class, UnsupportedVersionException.class);
  }

  @Override
  public void close() {
    offsets.close();
  }
}
