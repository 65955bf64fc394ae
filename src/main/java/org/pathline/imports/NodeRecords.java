package org.pathline.imports;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.publish.BadRow;
import org.pathline.publish.ReadAhead;
import org.pathline.publish.UnreadableFile;

/**
 * Records of a file that are trees of fields, each viewed as its format needs it. They are read in
 * a thread of their own while those before are looked at.
 */
abstract class NodeRecords implements RecordReader {
  /** A tree takes some kilobytes, so fewer wait than rows of a table may. */
  private static final int BATCH = 64;

  /**
   * What was read.
   *
   * @param node the record; null where it cannot be one
   * @param problem why it cannot be one; null where it can
   * @param line at which it begins, from 1
   */
  record Read(@Nullable JsonNode node, @Nullable String problem, long line) {}

  private final Function<JsonNode, ForeignRecord> view;
  private final ReadAhead<Read> ahead = new ReadAhead<>("pathline-records", this::read, BATCH);
  private @Nullable Read current;
  private @Nullable ForeignRecord record;

  /**
   * Records of a file.
   *
   * @param view how a record is read
   */
  NodeRecords(Function<JsonNode, ForeignRecord> view) {
    this.view = view;
  }

  /**
   * Reads the next record; null at the end. Called by one thread, which may not be the one that
   * asks for records.
   *
   * @throws UnreadableFile when no further record can be read
   */
  abstract @Nullable Read read() throws UnreadableFile;

  /** Closes what the records are read from. */
  abstract void closeSource() throws IOException;

  @Override
  public final boolean next() throws UnreadableFile {
    current = ahead.next();
    record = null;
    return current != null;
  }

  @Override
  public final ForeignRecord record() throws BadRow {
    Read read = Objects.requireNonNull(current);
    if (read.problem() != null) {
      throw new BadRow(null, "record", read.problem());
    }
    if (record == null) {
      record = view.apply(Objects.requireNonNull(read.node()));
    }
    return record;
  }

  @Override
  public final long line() {
    return current == null ? 0 : current.line();
  }

  @Override
  public final Supplier<String> shown() {
    ForeignRecord of = record;
    return () -> of instanceof JsonRecord json ? json.shown() : "";
  }

  @Override
  public final void close() throws IOException {
    ahead.close();
    closeSource();
  }
}
