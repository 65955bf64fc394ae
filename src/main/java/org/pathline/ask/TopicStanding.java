package org.pathline.ask;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.events.Sorting;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.CellTopic;
import org.pathline.topics.PolicyTopic;
import org.pathline.topics.StandingRecords;

/** What stands in the topics of a cluster, each read when it is asked for. Not thread-safe. */
public final class TopicStanding implements Standing {
  private final Supplier<Connection> cluster;
  private final SortedMap<String, SortedMap<Integer, Long>> readUpTo = new TreeMap<>();
  private @Nullable Connection connection;

  /**
   * What stands in a cluster.
   *
   * @param cluster asked for when something is read, so that a question that is wrong is told first
   */
  public TopicStanding(Supplier<Connection> cluster) {
    this.cluster = cluster;
  }

  private Connection connection() {
    Connection found = connection;
    if (found == null) {
      found = cluster.get();
      connection = found;
    }
    return found;
  }

  /** Where a topic is read up to, to be filled by who reads it. */
  private SortedMap<Integer, Long> ends(Topic topic) {
    SortedMap<Integer, Long> ends = new TreeMap<>();
    readUpTo.put(topic.name(), ends);
    return ends;
  }

  @Override
  public SortedMap<String, SortedMap<Integer, Long>> readUpTo() {
    return readUpTo;
  }

  @Override
  public List<Cell> cells() {
    return CellTopic.read(connection(), ends(TopicCatalogue.OUTCOME_CELLS));
  }

  @Override
  public StandingPolicies policies() {
    return PolicyTopic.readNow(connection(), ends(TopicCatalogue.POLICIES));
  }

  @Override
  public List<Sorting> rosters() {
    SortedMap<Integer, Long> ends = ends(TopicCatalogue.SORTING);
    return StandingRecords.read(
        connection(),
        TopicCatalogue.SORTING,
        Sorting.class,
        "rosters with sections",
        record -> ends.put(record.partition(), record.offset() + 1));
  }
}
