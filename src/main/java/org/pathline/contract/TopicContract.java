package org.pathline.contract;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.contract.Finding.State;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/**
 * Checks, creates and mends the topics of the catalogue.
 *
 * <p>Topics keyed by student id must all have the same number of partitions, or a student's facts
 * would meet in no task. Partitions of an existing topic are never changed: that would move
 * students to other partitions, away from their earlier facts.
 */
public final class TopicContract {
  private static final int PATIENCE_MILLIS = 15_000;

  private final ClusterTopics topics;
  private final OptionalInt partitions;
  private final Optional<Short> replication;

  /** What may be done about what differs. */
  public enum Mode {
    /** Nothing is changed. */
    CHECK,
    /** Missing topics are created. */
    CREATE,
    /** Missing topics are created, and settings that differ are altered. */
    FIX
  }

  /** Returns a new client that gives up within seconds when no broker answers. */
  public static Admin admin(Connection connection) {
    Map<String, Object> settings = new HashMap<>();
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.putAll(connection.clientSettings());
    return Admin.create(settings);
  }

  /** Topics as the catalogue has them, with the broker's default replication. */
  public TopicContract(Admin admin) {
    this(admin, OptionalInt.empty(), Optional.empty());
  }

  /**
   * Topics with a size of the user's choice.
   *
   * @param partitions number of partitions of the topics keyed by student id; where empty that of
   *     the existing ones, else the catalogue's
   * @param replication replication factor; where empty the broker's default, and not checked
   */
  public TopicContract(Admin admin, OptionalInt partitions, Optional<Short> replication) {
    this.topics = new ClusterTopics(admin);
    this.partitions = partitions;
    this.replication = replication;
  }

  /**
   * Compares every topic of the catalogue with the cluster and does what the mode allows.
   *
   * @return in the order of the catalogue, one finding a topic that is good, else one for each
   *     thing that differs
   * @throws ClusterException when the topics keyed by student id have different numbers of
   *     partitions, before anything is changed; or when the cluster does not answer or refuses
   */
  public List<Finding> apply(Mode mode) {
    Map<String, TopicDescription> existing = topics.describe(TopicCatalogue.all());
    int shared = sharedPartitions(existing);
    Map<String, Config> configs = topics.configurations(existing.keySet());
    List<Finding> findings = new ArrayList<>();
    List<NewTopic> missing = new ArrayList<>();
    for (Topic topic : TopicCatalogue.all()) {
      int wanted = topic.coPartitioned() ? shared : topic.partitions();
      TopicDescription description = existing.get(topic.name());
      if (description != null) {
        findings.addAll(
            compare(
                topic,
                wanted,
                description,
                Objects.requireNonNull(configs.get(topic.name())),
                mode));
      } else if (mode == Mode.CHECK) {
        findings.add(new Finding(topic.name(), State.MISSING, "is missing; run `pathline topics`"));
      } else {
        missing.add(
            new NewTopic(topic.name(), Optional.of(wanted), replication)
                .configs(topic.configuration()));
        findings.add(new Finding(topic.name(), State.CREATED, words(topic, wanted)));
      }
    }
    topics.create(missing);
    return findings;
  }

  /**
   * Requires that topics are there.
   *
   * @throws ClusterException when one is not, or the cluster does not answer
   */
  public void require(Collection<Topic> topics) {
    Map<String, TopicDescription> existing = this.topics.describe(topics);
    String missing =
        topics.stream()
            .map(Topic::name)
            .filter(name -> !existing.containsKey(name))
            .sorted()
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      throw new ClusterException(
          "topics are missing: " + missing + "; run `pathline topics` to create them");
    }
  }

  /**
   * Requires that the topics of some nouns are there.
   *
   * @throws ClusterException when one is not, or the cluster does not answer
   */
  public static void require(Connection connection, Stream<String> nouns) {
    try (Admin admin = admin(connection)) {
      new TopicContract(admin).require(nouns.map(TopicCatalogue::ofNoun).toList());
    }
  }

  private int sharedPartitions(Map<String, TopicDescription> existing) {
    Map<Integer, TreeSet<String>> topicsBySize = new TreeMap<>();
    for (Topic topic : TopicCatalogue.all()) {
      TopicDescription description = existing.get(topic.name());
      if (topic.coPartitioned() && description != null) {
        topicsBySize
            .computeIfAbsent(description.partitions().size(), size -> new TreeSet<>())
            .add(topic.name());
      }
    }
    if (topicsBySize.size() > 1) {
      StringBuilder words =
          new StringBuilder(
              "topics keyed by student id must all have the same number of partitions");
      topicsBySize.forEach(
          (size, topics) ->
              words.append("; ").append(size).append(": ").append(String.join(", ", topics)));
      throw new ClusterException(
          words + ". Delete and create anew those that are wrong, and publish their facts again");
    }
    if (partitions.isPresent()) {
      return partitions.getAsInt();
    }
    return topicsBySize.isEmpty()
        ? TopicCatalogue.DEFAULT_PARTITIONS
        : topicsBySize.keySet().iterator().next();
  }

  private List<Finding> compare(
      Topic topic, int wanted, TopicDescription description, Config config, Mode mode) {
    List<Finding> findings = new ArrayList<>();
    int size = description.partitions().size();
    if (size != wanted) {
      findings.add(differs(topic, "partitions", size, wanted));
    }
    int replicas = description.partitions().get(0).replicas().size();
    if (replication.isPresent() && replicas != replication.get()) {
      findings.add(differs(topic, "replication", replicas, replication.get()));
    }
    Map<String, String> wrong = new TreeMap<>();
    new TreeMap<>(topic.configuration())
        .forEach(
            (name, value) -> {
              ConfigEntry entry = config.get(name);
              if (entry == null || !value.equals(entry.value())) {
                wrong.put(name, entry == null ? "unknown" : entry.value());
              }
            });
    if (mode == Mode.FIX && !wrong.isEmpty()) {
      topics.alter(topic, wrong.keySet());
    }
    wrong.forEach(
        (name, value) ->
            findings.add(
                mode == Mode.FIX
                    ? new Finding(
                        topic.name(),
                        State.FIXED,
                        name + ": was " + value + ", is " + topic.configuration().get(name))
                    : differs(topic, name, value, topic.configuration().get(name))));
    if (findings.isEmpty()) {
      findings.add(new Finding(topic.name(), State.EXISTS, words(topic, size)));
    }
    return findings;
  }

  private static Finding differs(Topic topic, String setting, Object is, @Nullable Object should) {
    return new Finding(
        topic.name(), State.DIFFERS, setting + ": is " + is + ", should be " + should);
  }

  private static String words(Topic topic, int partitions) {
    String kept = topic.retention() == null ? "for ever" : topic.retention().toDays() + " days";
    return partitions
        + (partitions == 1 ? " partition, " : " partitions, ")
        + topic.cleanup().policy()
        + ", kept "
        + kept
        + ", by "
        + topic.key();
  }
}
