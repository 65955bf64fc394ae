package org.pathline.run;

import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.TopicPartition;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;
import org.pathline.topics.CommittedRecords;
import org.pathline.topics.OffsetReader;

/**
 * How many records the topologies still have to process and commit.
 *
 * <p>Committed offsets are read before end offsets, and ends include what is not yet committed, so
 * a zero means that at one moment nothing was on its way.
 */
public final class CatchUp implements AutoCloseable {
  private static final long FEW_PER_PARTITION = 100;

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  /** Long beside what a look costs. */
  private static final long STILL_NANOS = Duration.ofSeconds(10).toNanos();

  private final OffsetReader offsets;
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
    this.offsets = new OffsetReader(connection, "pathline-catch-up", PATIENCE);
  }

  /**
   * Records behind, by topology; control records and aborted ones count until they are the last.
   */
  public Map<TopologyName, Long> behind() {
    Map<TopologyName, Long> behind = new EnumMap<>(TopologyName.class);
    Set<String> existing = offsets.topics();
    for (TopologyName topology : topologies) {
      behind.put(topology, behind(topology, existing));
    }
    return behind;
  }

  private long behind(TopologyName topology, Set<String> existing) {
    Set<TopicPartition> partitions = partitions(topology, existing);
    Map<TopicPartition, Long> committed = offsets.committed(topology.applicationId());
    Map<TopicPartition, Long> ends = offsets.ends(partitions);
    Map<TopicPartition, Long> begins = offsets.beginnings(partitions);
    Map<TopicPartition, Long> from = new HashMap<>();
    long behind = 0;
    for (TopicPartition partition : partitions) {
      long position =
          Math.max(committed.getOrDefault(partition, 0L), begins.getOrDefault(partition, 0L));
      long end = Objects.requireNonNull(ends.get(partition));
      if (position < end) {
        from.put(partition, position);
        behind += end - position;
      }
    }
    // They may be transaction markers and aborted records, which nobody will ever process. To look
    // costs fetches, so many are only looked at once they have not moved for a while.
    boolean worthALook =
        behind <= FEW_PER_PARTITION * partitions.size() || isStill(topology, from, ends);
    return behind > 0 && worthALook && CommittedRecords.noneBetween(connection, from, ends)
        ? 0
        : behind;
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

  private Set<TopicPartition> partitions(TopologyName topology, Set<String> existing) {
    List<String> topics =
        existing.stream()
            .filter(
                name ->
                    topology.sources().stream().map(Topic::name).anyMatch(name::equals)
                        || (name.startsWith(topology.applicationId() + "-")
                            && name.endsWith("-repartition")))
            .toList();
    return offsets.partitions(topics);
  }

  @Override
  public void close() {
    offsets.close();
  }
}
