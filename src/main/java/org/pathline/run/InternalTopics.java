package org.pathline.run;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.topics.CommittedRecords;
import org.pathline.topics.OffsetReader;

/**
 * Guards the topics in which Kafka Streams keeps the state of the topologies and what is on its way
 * within them.
 *
 * <p>Streams makes a missing one anew and goes on with what is left, which would be wrong sums
 * without a word: facts whose offsets are committed are not read again. So a topology that has
 * committed does not start without all of them, and does not go on when one vanishes. Nor does one
 * that counts start where its state is there and its offsets are not. Thread-safe.
 */
final class InternalTopics implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final long EVERY_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** A broker that has just started may be asked before it knows all. */
  private static final int LOOKS_UNTIL_MISSING = 3;

  /** What is in the names of topics that the first releases did not have. */
  private static final List<String> SINCE_THEN = List.of("-set-aside-", "-erased-");

  private final Connection connection;
  private final OffsetReader offsets;
  private final Collection<TopologyName> topologies;
  private final Map<String, Uuid> ids = new HashMap<>();
  private final Map<String, Integer> missed = new HashMap<>();
  private Map<String, KafkaFuture<TopicDescription>> asked = Map.of();
  private long askedNanos = System.nanoTime();
  private @Nullable ClusterException lost;

  /** Guard of some topologies. */
  InternalTopics(Connection connection, Collection<TopologyName> topologies) {
    this.connection = connection;
    this.topologies = topologies;
    this.offsets = new OffsetReader(connection, "pathline-internal-topics", PATIENCE);
  }

  /**
   * Requires that nothing is missing of a topology that has committed before.
   *
   * @throws ClusterException with what is missing and what to do
   */
  void require() {
    Set<String> existing = offsets.topics();
    for (TopologyName topology : topologies) {
      Set<String> missing = new TreeSet<>(topology.internalTopics());
      missing.removeAll(existing);
      allowNew(topology, missing);
      boolean hasCommitted = !offsets.committed(topology.applicationId()).isEmpty();
      if (hasCommitted && !missing.isEmpty()) {
        throw missing(topology, missing);
      }
      Set<String> counted = new TreeSet<>(topology.countedTopics());
      counted.retainAll(existing);
      if (!hasCommitted && holdRecords(counted)) {
        throw withoutOffsets(topology);
      }
    }
    Set<String> present = new HashSet<>(existing);
    present.retainAll(names());
    offsets
        .answer(offsets.admin().describeTopics(present).allTopicNames())
        .forEach((name, topic) -> ids.put(name, topic.topicId()));
  }

  /**
   * Takes the topics out that a release before did not have, where all of them are missing: then
   * this one starts for the first time over the state of that one.
   */
  private static void allowNew(TopologyName topology, Set<String> missing) {
    for (String since : SINCE_THEN) {
      Set<String> of = new TreeSet<>(topology.internalTopics());
      of.removeIf(name -> !name.contains(since));
      if (missing.containsAll(of)) {
        missing.removeAll(of);
      }
    }
  }

  /** Whether anything was ever committed to topics that are there. */
  private boolean holdRecords(Set<String> topics) {
    return CommittedRecords.any(connection, offsets.partitions(topics));
  }

  private static ClusterException withoutOffsets(TopologyName topology) {
    return new ClusterException(
        topology
            + " has state, but Kafka has forgotten how far its group "
            + topology.applicationId()
            + " had come (offsets.retention.minutes, or somebody deleted it). Counting again what"
            + " is counted would give wrong results. Stop every process that runs "
            + topology
            + ", then derive it anew from what it reads: pathline run "
            + topology
            + " --anew");
  }

  private Set<String> names() {
    Set<String> names = new HashSet<>();
    topologies.forEach(topology -> names.addAll(topology.internalTopics()));
    return names;
  }

  /**
   * Looks now and then whether one was deleted or replaced, and returns at once.
   *
   * @throws ClusterException with what is missing and what to do, also at each later call
   */
  synchronized void look() {
    if (!asked.isEmpty() && asked.values().stream().allMatch(KafkaFuture::isDone)) {
      asked.forEach(this::compare);
      asked = Map.of();
    }
    long now = System.nanoTime();
    if (asked.isEmpty() && now - askedNanos >= EVERY_NANOS) {
      askedNanos = now;
      asked = offsets.admin().describeTopics(names()).topicNameValues();
    }
    if (lost != null) {
      throw lost;
    }
  }

  private void compare(String name, KafkaFuture<TopicDescription> answer) {
    try {
      Uuid id = answer.getNow(null).topicId();
      missed.remove(name);
      Uuid known = ids.putIfAbsent(name, id);
      if (known != null && !known.equals(id)) {
        lost = missing(topologyOf(name), Set.of(name));
      }
    } catch (ExecutionException | InterruptedException | RuntimeException e) {
      // Any other failure is that of a broker that is away, of which others tell.
      if (FailureKind.rootOf(e) instanceof UnknownTopicOrPartitionException
          && ids.containsKey(name)
          && missed.merge(name, 1, Integer::sum) >= LOOKS_UNTIL_MISSING) {
        lost = missing(topologyOf(name), Set.of(name));
      }
    }
  }

  private TopologyName topologyOf(String name) {
    return topologies.stream()
        .filter(topology -> topology.internalTopics().contains(name))
        .findFirst()
        .orElseThrow();
  }

  private static ClusterException missing(TopologyName topology, Set<String> missing) {
    return new ClusterException(
        "Kafka has lost what "
            + topology
            + " keeps there: "
            + String.join(", ", missing)
            + (missing.size() == 1 ? " was" : " were")
            + " deleted. Going on would give wrong results. Stop every process that runs "
            + topology
            + ", then derive it anew from what it reads: pathline run "
            + topology
            + " --anew");
  }

  /** What it asks with, for others that ask at the start; closed with this one. */
  OffsetReader offsets() {
    return offsets;
  }

  @Override
  public void close() {
    offsets.close();
  }
}
