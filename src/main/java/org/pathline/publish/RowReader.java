package org.pathline.publish;

import java.io.Closeable;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;

/** Reads the rows of one import file, one after the other. */
public interface RowReader extends Closeable {
  /**
   * Moves to the next row.
   *
   * @return false at the end of the file
   * @throws UnreadableFile when no further row can be read
   */
  boolean next() throws UnreadableFile;

  /**
   * Cells of the current row; good until the next one.
   *
   * @throws BadRow when the row as a whole is not well-formed
   */
  Cells cells() throws BadRow;

  /** What fact the current row is; null where all rows are of the type of their source. */
  default @Nullable FactType type() {
    return null;
  }

  /** What the current row is of, where it is no fact. */
  default List<LeftOut> leftOut(FactType type) {
    return List.of(FactForms.of(type).leftOut(this));
  }

  /** Tells from now on of records between the rows that could not be carried over. */
  default void tellPassedOver(Consumer<LeftOut> told) {}

  /** Physical line at which the current row begins, counted from 1. */
  long line();

  /** Current row as it stands in the file, without its last line break. */
  String text();

  /** Columns met so far that the form does not know, in the order in which they were met. */
  default List<String> unknownColumns() {
    return List.of();
  }
}
