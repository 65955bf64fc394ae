package org.pathline.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Records of a file that are trees of fields, each viewed as its format needs it. */
abstract class NodeRecords implements RecordReader {
  private final Function<JsonNode, ForeignRecord> view;
  private @Nullable JsonNode current;
  private @Nullable ForeignRecord record;
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
    this.line = line;
  }

  @Override
  public final ForeignRecord record() {
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
    ForeignRecord of = record();
    return () -> of instanceof JsonRecord json ? json.shown() : "";
  }
}
