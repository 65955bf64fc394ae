package org.pathline.ask;

import java.util.Collection;
import java.util.List;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.events.OutcomeCell;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/** Reads the cells that stand from their topic. */
public final class CellTopic {
  private static final Topic CELLS = TopicCatalogue.OUTCOME_CELLS;

  private CellTopic() {}

  /**
   * Every cell that stands, at least one.
   *
   * @throws Unanswerable when the topic is missing or empty
   * @throws ClusterException when the cluster does not answer
   */
  public static List<StandingCell> read(Connection connection) {
    Collection<byte[]> values;
    try (TopicReader reader = new TopicReader(connection)) {
      CompactedTable table = new CompactedTable(reader, CELLS.name());
      if (!table.exists()) {
        throw new Unanswerable(
            "the topic "
                + CELLS.name()
                + " is missing: create it with `pathline topics`, send facts with `pathline publish"
                + " DIR`, then `pathline run --until-caught-up`");
      }
      values = table.values().values();
    }
    if (values.isEmpty()) {
      throw new Unanswerable(
          "there are no outcome cells yet: send facts with `pathline publish DIR`, then `pathline"
              + " run --until-caught-up`");
    }
    try (ContractValues contract = new ContractValues(connection)) {
      return values.stream()
          .map(value -> StandingCell.of(contract.decode(CELLS, OutcomeCell.class, value)))
          .toList();
    }
  }
}
