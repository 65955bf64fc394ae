package org.pathline.streams.wire;

import org.apache.avro.Schema;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.events.OutcomeCell;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.CellBody;
import org.pathline.streams.registry.WireFormat;

/** Reads cells from values of their topic. Not thread-safe. */
public final class CellReader {
  private static final Schema SCHEMA = TopicCatalogue.OUTCOME_CELLS.schema();

  private final WireFormat wireFormat;
  private final CellBody body = new CellBody();

  /** Reader of values in a wire format. */
  public CellReader(WireFormat wireFormat) {
    this.wireFormat = wireFormat;
  }

  /**
   * Cell of a value. Outcomes and milestones that this release does not know are left out.
   *
   * @throws org.pathline.streams.registry.UndecodableException when it is no value of a cell
   * @throws IllegalArgumentException when the cell was derived with settings that this release does
   *     not know
   */
  public Cell read(byte[] value) {
    @Nullable Cell plain =
        wireFormat.isCurrent(value, SCHEMA) ? body.read(value, WireFormat.HEADER) : null;
    if (plain != null) {
      return plain;
    }
    OutcomeCell record = wireFormat.record(value, SCHEMA);
    return CellRecord.read(record);
  }
}
