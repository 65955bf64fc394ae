package org.pathline.ask;

import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.events.Sorting;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.CellTopic;
import org.pathline.topics.PolicyTopic;
import org.pathline.topics.StandingRecords;

/** What stands in the topics of a cluster, each read when it is asked for. Not thread-safe. */
public final class TopicStanding implements Standing {
  private final Supplier<Connection> cluster;
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

  @Override
  public List<Cell> cells() {
    return CellTopic.read(connection());
  }

  @Override
  public StandingPolicies policies() {
    return PolicyTopic.read(connection());
  }

  @Override
  public List<Sorting> rosters() {
    return StandingRecords.read(
        connection(), TopicCatalogue.SORTING, Sorting.class, "rosters with sections");
  }
}
