package org.pathline.ask;

import java.util.List;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.events.OutcomeCell;
import org.pathline.schemas.TopicCatalogue;

/** Reads the cells that stand from their topic. */
public final class CellTopic {
  private CellTopic() {}

  /**
   * Every cell that stands, at least one.
   *
   * @throws Unanswerable when the topic is missing or empty
   * @throws ClusterException when the cluster does not answer
   */
  public static List<StandingCell> read(Connection connection) {
    return StandingRecords.read(
            connection, TopicCatalogue.OUTCOME_CELLS, OutcomeCell.class, "outcome cells")
        .stream()
        .map(StandingCell::of)
        .toList();
  }
}
