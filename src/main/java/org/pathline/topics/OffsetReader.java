package org.pathline.topics;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * Reads where partitions begin and end, and how far groups have come in them. Thread-safe.
 *
 * <p>Each question throws a {@link ClusterException} when Kafka does not answer.
 */
public final class OffsetReader implements AutoCloseable {
  private final Connection connection;
  private final Admin admin;

  /**
   * Reader for a cluster.
   *
   * @param patience how long an answer may take: a broker that is away is to be told soon, and
   *     asked again
   */
  public OffsetReader(Connection connection, String clientId, Duration patience) {
    this.connection = connection;
    Map<String, Object> settings = connection.clientSettings();
    settings.put(AdminClientConfig.CLIENT_ID_CONFIG, clientId);
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) patience.toMillis());
    this.admin = Admin.create(settings);
  }

  /** The client itself, for what else there is to ask; closed together with this reader. */
  public Admin admin() {
    return admin;
  }

  /** Names of the topics that there are. */
  public Set<String> topics() {
    return answer(admin.listTopics().names());
  }

  /** All partitions of some topics, each of which must be there. */
  public Set<TopicPartition> partitions(Collection<String> topics) {
    return answer(admin.describeTopics(topics).allTopicNames()).values().stream()
        .flatMap(
            topic ->
                topic.partitions().stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition())))
        .collect(Collectors.toSet());
  }

  /** Next offsets to process that a group has committed; none where it never has. */
  public Map<TopicPartition, Long> committed(String group) {
    return committed(Set.of(group)).getOrDefault(group, Map.of());
  }

  /** Next offsets to process by group. */
  public Map<String, Map<TopicPartition, Long>> committed(Collection<String> groups) {
    Map<String, Map<TopicPartition, Long>> committed = new HashMap<>();
    Map<String, ListConsumerGroupOffsetsSpec> all =
        groups.stream()
            .collect(Collectors.toMap(group -> group, group -> new ListConsumerGroupOffsetsSpec()));
    answer(admin.listConsumerGroupOffsets(all).all())
        .forEach((group, offsets) -> committed.put(group, offsets(offsets)));
    return committed;
  }

  private static Map<TopicPartition, Long> offsets(Map<TopicPartition, OffsetAndMetadata> found) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    found.forEach(
        (partition, at) -> {
          // Null where the group has read of the topic, but not of this partition.
          if (at != null) {
            offsets.put(partition, at.offset());
          }
        });
    return offsets;
  }

  /** First offsets that are still there. */
  public Map<TopicPartition, Long> beginnings(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** Offsets behind the last record, also where its transaction is still open. */
  public Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
  }

  /** Offsets behind the last record that can be read: of no open transaction, nor behind one. */
  public Map<TopicPartition, Long> committedEnds(Collection<TopicPartition> partitions) {
    return offsets(partitions, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
  }

  private Map<TopicPartition, Long> offsets(
      Collection<TopicPartition> partitions, OffsetSpec at, IsolationLevel isolation) {
    Map<TopicPartition, Long> offsets = new HashMap<>();
    Map<TopicPartition, OffsetSpec> all =
        partitions.stream().collect(Collectors.toMap(each -> each, each -> at));
    answer(admin.listOffsets(all, new ListOffsetsOptions(isolation)).all())
        .forEach((partition, found) -> offsets.put(partition, found.offset()));
    return offsets;
  }

  /**
   * What Kafka answers.
   *
   * @throws ClusterException when it does not
   */
  public <T> T answer(KafkaFuture<T> asked) {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      throw doesNotAnswer(Objects.requireNonNullElse(e.getCause(), e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw doesNotAnswer(e);
    }
  }

  /**
   * What Kafka answers; empty where it answers with an exception that says that there is nothing.
   *
   * @throws ClusterException when it does not answer
   */
  public <T> Optional<T> answerUnless(KafkaFuture<T> asked, Class<?>... nothing) {
    try {
      return Optional.of(answer(asked));
    } catch (ClusterException e) {
      if (Stream.of(nothing).anyMatch(type -> type.isInstance(e.getCause()))) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private ClusterException doesNotAnswer(Throwable cause) {
    return new ClusterException(
        "Kafka at "
            + connection.bootstrapServers()
            + " does not answer: "
            + (cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage()),
        cause);
  }

  @Override
  public void close() {
    // Nobody waits for an answer any more.
    admin.close(Duration.ZERO);
  }
}
