package org.pathline.imports;

import java.io.Closeable;
import java.util.function.Supplier;
import org.pathline.publish.BadRow;
import org.pathline.publish.UnreadableFile;

/** Reads the records of one file, one after the other. */
public interface RecordReader extends Closeable {
  /**
   * Moves to the next record.
   *
   * @return false at the end of the file
   * @throws UnreadableFile when no further record can be read
   */
  boolean next() throws UnreadableFile;

  /**
   * The current record.
   *
   * @throws BadRow when it is not well-formed
   */
  ForeignRecord record() throws BadRow;

  /** Line at which the current record begins, counted from 1. */
  long line();

  /** The fields of the current record that were asked for, as text; for any thread, at any time. */
  Supplier<String> shown();
}
