package org.pathline.contract;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/** The topics of a cluster, asked for and changed; what goes wrong is told in words. */
final class ClusterTopics {
  private static final long VISIBLE_WITHIN_NANOS = 30_000_000_000L;

  private final Admin admin;

  ClusterTopics(Admin admin) {
    this.admin = admin;
  }

  void alter(Topic topic, Collection<String> settings) {
    List<AlterConfigOp> operations =
        settings.stream()
            .map(
                name ->
                    new AlterConfigOp(
                        new ConfigEntry(name, topic.configuration().get(name)),
                        AlterConfigOp.OpType.SET))
            .toList();
    await(
        admin.incrementalAlterConfigs(Map.of(resource(topic.name()), operations)).all(),
        "altering " + topic.name());
    awaitShown(
        () -> {
          Config shown =
              Objects.requireNonNull(configurations(List.of(topic.name())).get(topic.name()));
          return settings.stream()
              .allMatch(name -> shown.get(name).value().equals(topic.configuration().get(name)));
        },
        "altered " + topic.name());
  }

  void create(List<NewTopic> topics) {
    if (topics.isEmpty()) {
      return;
    }
    Map<String, KafkaFuture<Void>> results = admin.createTopics(topics).values();
    for (Map.Entry<String, KafkaFuture<Void>> result : results.entrySet()) {
      try {
        result.getValue().get();
      } catch (ExecutionException e) {
        // Another program made it in the same moment; the next check says how.
        if (!(e.getCause() instanceof TopicExistsException)) {
          throw failed("creating " + result.getKey(), e.getCause());
        }
      } catch (InterruptedException e) {
        throw ClusterException.interrupted("waiting for Kafka", e);
      }
    }
    awaitVisible(topics);
    awaitLeaders(topics);
  }

  /**
   * Waits until the partitions take part in the log, which may be a moment after they are shown.
   *
   * <p>Otherwise the first batch of an idempotent producer can be refused while the next one is
   * taken; the broker then holds the first for out of order and refuses it for ever. Asking for the
   * end of a partition is answered by its leader only.
   */
  private void awaitLeaders(List<NewTopic> topics) {
    Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
    for (NewTopic topic : topics) {
      for (int partition = 0; partition < topic.numPartitions(); partition++) {
        ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
      }
    }
    // The client asks again while a partition has no leader, until its own timeout.
    await(admin.listOffsets(ends).all(), "waiting for the new topics");
  }

  /** A producer that starts right after would otherwise still be told that there is no topic. */
  private void awaitVisible(List<NewTopic> topics) {
    List<Topic> created =
        TopicCatalogue.all().stream()
            .filter(t -> topics.stream().anyMatch(n -> n.name().equals(t.name())))
            .toList();
    awaitShown(() -> describe(created).size() == created.size(), "made topics");
  }

  /** The controller answers before the broker has heard of the change. */
  private static void awaitShown(BooleanSupplier shows, String what) {
    long deadline = System.nanoTime() + VISIBLE_WITHIN_NANOS;
    while (!shows.getAsBoolean()) {
      if (System.nanoTime() > deadline) {
        throw new ClusterException("the broker " + what + " but does not show it; try again");
      }
      try {
        Thread.sleep(50);
      } catch (InterruptedException e) {
        throw ClusterException.interrupted("waiting for Kafka", e);
      }
    }
  }

  Map<String, TopicDescription> describe(Collection<Topic> topics) {
    Map<String, TopicDescription> found = new HashMap<>();
    Map<String, KafkaFuture<TopicDescription>> results =
        admin.describeTopics(topics.stream().map(Topic::name).toList()).topicNameValues();
    for (Map.Entry<String, KafkaFuture<TopicDescription>> result : results.entrySet()) {
      try {
        found.put(result.getKey(), result.getValue().get());
      } catch (ExecutionException e) {
        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
          throw failed("asking for " + result.getKey(), e.getCause());
        }
      } catch (InterruptedException e) {
        throw ClusterException.interrupted("waiting for Kafka", e);
      }
    }
    return found;
  }

  Map<String, Config> configurations(Collection<String> topics) {
    Map<ConfigResource, Config> configs =
        await(
            admin.describeConfigs(topics.stream().map(ClusterTopics::resource).toList()).all(),
            "asking for topic settings");
    return configs.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private static <T> T await(KafkaFuture<T> future, String what) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      throw failed(what, e.getCause());
    } catch (InterruptedException e) {
      throw ClusterException.interrupted("waiting for Kafka", e);
    }
  }

  private static ClusterException failed(String what, @Nullable Throwable cause) {
    return new ClusterException(
        "Kafka: "
            + what
            + " failed: "
            + (cause == null ? "" : cause.getMessage())
            + "; is the broker up and reachable?",
        cause);
  }
}
