package org.pathline.ask;

import java.util.List;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.events.Sorting;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.CellTopic;
import org.pathline.topics.PolicyTopic;
import org.pathline.topics.StandingRecords;

/**
 * What stands in the topics of a cluster, each read when it is asked for.
 *
 * @param connection to the cluster
 */
public record TopicStanding(Connection connection) implements Standing {
  @Override
  public List<Cell> cells() {
    return CellTopic.read(connection);
  }

  @Override
  public StandingPolicies policies() {
    return PolicyTopic.read(connection);
  }

  @Override
  public List<Sorting> rosters() {
    return StandingRecords.read(
        connection, TopicCatalogue.SORTING, Sorting.class, "rosters with sections");
  }
}
