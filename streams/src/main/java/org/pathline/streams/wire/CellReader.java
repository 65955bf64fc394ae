package org.pathline.streams.wire;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.avro.Schema;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.events.OutcomeCell;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.CellBody;
import org.pathline.streams.registry.WireFormat;

/** Reads cells from values of their topic. Not thread-safe. */
public final class CellReader {
  private static final int NO_ID = -1;
  private static final Schema SCHEMA = TopicCatalogue.OUTCOME_CELLS.schema();

  private final WireFormat wireFormat;
  private final CellBody body = new CellBody();
  private int currentId = NO_ID;

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
    return read(value, 0, value.length);
  }

  /**
   * Cell of a value that lies in bytes from one place up to another.
   *
   * @throws org.pathline.streams.registry.UndecodableException when it is no value of a cell
   * @throws IllegalArgumentException when the cell was derived with settings that this release does
   *     not know
   */
  public Cell read(byte[] bytes, int from, int to) {
    if (to - from > WireFormat.HEADER && bytes[from] == 0 && isCurrent(id(bytes, from))) {
      Cell plain = body.read(bytes, from + WireFormat.HEADER, to);
      if (plain != null) {
        return plain;
      }
    }
    OutcomeCell record = wireFormat.record(Arrays.copyOfRange(bytes, from, to), SCHEMA);
    return CellRecord.read(record);
  }

  private static int id(byte[] bytes, int from) {
    return ByteBuffer.wrap(bytes, from + 1, Integer.BYTES).getInt();
  }

  /** Whether a value under the id has shown that it is one of the current schema. */
  private boolean isCurrent(int id) {
    if (id != currentId && wireFormat.isKnownAsCurrent(id, SCHEMA)) {
      currentId = id;
    }
    return id == currentId;
  }
}
