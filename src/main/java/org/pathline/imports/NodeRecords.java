package org.pathline.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.publish.BadRow;

/** Records of a file that are trees of fields, each viewed as its format needs it. */
abstract class NodeRecords implements RecordReader {
  private final Function<JsonNode, ForeignRecord> view;
  private @Nullable JsonNode current;
  private @Nullable ForeignRecord record;
  private @Nullable String problem;
  private long line;

  /**
   * Records of a file.
   *
   * @param view how a record is read
   */
  NodeRecords(Function<JsonNode, ForeignRecord> view) {
    this.view = view;
  }

  /** Makes a tree that begins at a line the current record. */
  final void moveTo(JsonNode node, long line) {
    current = node;
    record = null;
    problem = null;
    this.line = line;
  }

  /** Makes what cannot be a record, for some reason, the current one. */
  final void moveToBad(String reason, long line) {
    current = null;
    record = null;
    problem = reason;
    this.line = line;
  }

  @Override
  public final ForeignRecord record() throws BadRow {
    if (problem != null) {
      throw new BadRow(null, "record", problem);
    }
    if (record == null) {
      record = view.apply(Objects.requireNonNull(current));
    }
    return record;
  }

  @Override
  public final long line() {
    return line;
  }

  @Override
  public final Supplier<String> shown() {
    ForeignRecord of = record;
    return () -> of instanceof JsonRecord json ? json.shown() : "";
  }
}
