package org.pathline.ops;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnsupportedVersionException;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/** Asks Kafka how far some groups have come in the topics that they read. */
final class GroupOffsets implements AutoCloseable {
  /** Partitions and settings of topics change seldom. */
  private static final long TOPICS_ARE_KNOWN_NANOS = Duration.ofSeconds(30).toNanos();

  /** A broker that is down is to be told soon, and again at each look. */
  private static final int PATIENCE_MILLIS = 5_000;

  /** The group of one topology. */
  record Group(String topology, String applicationId, int members, List<Log> logs) {}

  /** One partition and the group's place in it; retention null where nothing goes by age. */
  record Log(Place place, Long committed, long begin, long end, Long retentionMillis) {
    long position() {
      return committed == null ? begin : Math.max(committed, begin);
    }
  }

  /** What was answered, in the order of the shapes. */
  record Answer(List<Group> groups) {}

  /** A topic: its partitions and the age at which records go, or null. */
  private record Known(int partitions, Long retentionMillis) {}

  private final Connection connection;
  private final List<Shape> shapes;
  private final Admin admin;
  private Map<String, Known> topics = Map.of();
  private long topicsAskedNanos;

  GroupOffsets(Connection connection, List<Shape> shapes) {
    this.connection = connection;
    this.shapes = shapes;
    Map<String, Object> settings = connection.clientSettings();
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, "pathline-lag");
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    this.admin = Admin.create(settings);
  }

  Answer ask() throws InterruptedException, ExecutionException {
    learnTopics();
    Map<String, Integer> members = members();
    Map<String, Map<TopicPartition, OffsetAndMetadata>> committed =
        admin
            .listConsumerGroupOffsets(
                shapes.stream()
                    .collect(
                        Collectors.toMap(
                            Shape::applicationId, shape -> new ListConsumerGroupOffsetsSpec())))
            .all()
            .get();
    // After the commits, so that no position is beyond its end.
    Set<TopicPartition> partitions = partitions();
    Map<TopicPartition, Long> begins = offsets(partitions, OffsetSpec.earliest());
    Map<TopicPartition, Long> ends = offsets(partitions, OffsetSpec.latest());
    List<Group> groups = new ArrayList<>();
    for (Shape shape : shapes) {
      List<Log> logs = new ArrayList<>();
      for (Shape.Part part : shape.parts()) {
        for (String topic : part.sources()) {
          Known known = topics.get(topic);
          for (int i = 0; known != null && i < known.partitions(); i++) {
            Place place = new Place(shape.topology(), part.subtopology(), topic, i);
            TopicPartition partition = place.topicPartition();
            OffsetAndMetadata at = committed.get(shape.applicationId()).get(partition);
            logs.add(
                new Log(
                    place,
                    at == null ? null : at.offset(),
                    begins.get(partition),
                    ends.get(partition),
                    known.retentionMillis()));
          }
        }
      }
      groups.add(
          new Group(
              shape.topology(),
              shape.applicationId(),
              members.get(shape.applicationId()),
              List.copyOf(logs)));
    }
    return new Answer(List.copyOf(groups));
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

  private void learnTopics() throws InterruptedException, ExecutionException {
    Set<String> wanted =
        shapes.stream().flatMap(shape -> shape.sources().stream()).collect(Collectors.toSet());
    boolean allKnown = topics.keySet().containsAll(wanted);
    if (allKnown && System.nanoTime() - topicsAskedNanos < TOPICS_ARE_KNOWN_NANOS) {
      return;
    }
    Set<String> existing = new HashSet<>(admin.listTopics().names().get());
    existing.retainAll(wanted);
    Map<String, TopicDescription> described = admin.describeTopics(existing).allTopicNames().get();
    Map<ConfigResource, Config> configs =
        admin
            .describeConfigs(
                existing.stream()
                    .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                    .toList())
            .all()
            .get();
    Map<String, Known> learnt = new TreeMap<>();
    described.forEach(
        (name, topic) ->
            learnt.put(
                name,
                new Known(
                    topic.partitions().size(),
                    retention(configs.get(new ConfigResource(ConfigResource.Type.TOPIC, name))))));
    topics = learnt;
    topicsAskedNanos = System.nanoTime();
  }

  private static Long retention(Config config) {
    boolean removes =
        config
            .get(TopicConfig.CLEANUP_POLICY_CONFIG)
            .value()
            .contains(TopicConfig.CLEANUP_POLICY_DELETE);
    long millis = Long.parseLong(config.get(TopicConfig.RETENTION_MS_CONFIG).value());
    return removes && millis >= 0 ? millis : null;
  }

  private Map<TopicPartition, Long> offsets(Collection<TopicPartition> partitions, OffsetSpec at)
      throws InterruptedException, ExecutionException {
    Map<TopicPartition, ListOffsetsResultInfo> answered =
        admin
            .listOffsets(
                partitions.stream().collect(Collectors.toMap(each -> each, each -> at)),
                // What an open transaction has written cannot be processed yet.
                new ListOffsetsOptions(IsolationLevel.READ_COMMITTED))
            .all()
            .get();
    Map<TopicPartition, Long> offsets = new HashMap<>();
    answered.forEach((partition, info) -> offsets.put(partition, info.offset()));
    return offsets;
  }

  /** Members by group; 0 where there is no such group. */
  private Map<String, Integer> members() throws InterruptedException, ExecutionException {
    List<String> ids = shapes.stream().map(Shape::applicationId).toList();
    Map<String, Integer> members = new LinkedHashMap<>();
    ids.forEach(id -> members.put(id, 0));
    List<String> others = new ArrayList<>();
    for (var group : admin.describeConsumerGroups(ids).describedGroups().entrySet()) {
      if (!count(group.getKey(), group.getValue().thenApply(g -> g.members().size()), members)) {
        others.add(group.getKey());
      }
    }
    if (!others.isEmpty()) {
      // Not there, or of the protocol for streams, which has a request of its own.
      for (var group : admin.describeStreamsGroups(others).describedGroups().entrySet()) {
        count(group.getKey(), group.getValue().thenApply(g -> g.members().size()), members);
      }
    }
    return members;
  }

  private static boolean count(String id, KafkaFuture<Integer> size, Map<String, Integer> members)
      throws InterruptedException, ExecutionException {
    try {
      members.put(id, size.get());
      return true;
    } catch (ExecutionException e) {
      // Brokers before 4.1 know no groups for streams.
      if (e.getCause() instanceof GroupIdNotFoundException
          || e.getCause() instanceof UnsupportedVersionException) {
        return false;
      }
      throw e;
    }
  }

  ClusterException doesNotAnswer(Throwable cause) {
    return new ClusterException(
        "Kafka at "
            + connection.bootstrapServers()
            + " does not answer: "
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    admin.close(Duration.ZERO);
  }
}
