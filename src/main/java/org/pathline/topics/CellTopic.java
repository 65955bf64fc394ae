package org.pathline.topics;

import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.events.OutcomeCell;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.wire.CellRecord;

/** Reads the cells that stand from their topic. */
public final class CellTopic {
  private CellTopic() {}

  /**
   * Every cell that stands, at least one.
   *
   * @throws Unanswerable when the topic is missing or empty, or holds cells of settings that this
   *     release does not know
   * @throws ClusterException when the cluster does not answer
   */
  public static List<Cell> read(Connection connection) {
    return read(connection, record -> {});
  }

  /**
   * Every cell that stands, at least one.
   *
   * @param offsets takes by partition the offset behind the last record that was read
   * @throws Unanswerable as {@link #read(Connection)} does
   */
  public static List<Cell> read(Connection connection, SortedMap<Integer, Long> offsets) {
    return read(connection, record -> offsets.put(record.partition(), record.offset() + 1));
  }

  /**
   * Every cell that stands, at least one.
   *
   * @param noting takes every record, in the order of its partition
   * @throws Unanswerable as {@link #read(Connection)} does
   */
  public static List<Cell> read(
      Connection connection, Consumer<ConsumerRecord<byte[], byte[]>> noting) {
    return StandingRecords.read(
            connection, TopicCatalogue.OUTCOME_CELLS, OutcomeCell.class, "outcome cells", noting)
        .stream()
        .map(CellTopic::cell)
        .toList();
  }

  private static Cell cell(OutcomeCell record) {
    try {
      return CellRecord.read(record);
    } catch (IllegalArgumentException e) {
      throw new Unanswerable(
          "there are outcome cells of settings that this release does not know: "
              + e.getMessage()
              + "; ask with the release that wrote them",
          e);
    }
  }
}
