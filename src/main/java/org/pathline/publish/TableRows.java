package org.pathline.publish;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Rows of a table that is no import file, read ahead. The columns are those that the header names,
 * in that order.
 */
public final class TableRows implements Closeable {
  /** A row, good for as long as it is kept. */
  public static final class Row {
    private final CsvRow cells;
    private final @Nullable BadRow bad;

    private Row(CsvRow cells, @Nullable BadRow bad) {
      this.cells = cells;
      this.bad = bad;
    }

    /**
     * Text of a cell; null where the row lacks it. Only for the thread that moves to the next row.
     */
    public @Nullable String text(int column) {
      return column >= cells.fields() ? null : cells.field(column);
    }

    /** The same for any thread. */
    public @Nullable String copy(int column) {
      return column >= cells.fields() ? null : cells.copy(column);
    }

    /**
     * Throws what is wrong with the row as a whole.
     *
     * @throws BadRow when it is not well-formed
     */
    public void check() throws BadRow {
      if (bad != null) {
        throw bad;
      }
    }

    /** Physical line at which it begins, counted from 1. */
    public long line() {
      return cells.line();
    }
  }

  private final CsvRows rows;
  private final CsvRow.Recent texts = new CsvRow.Recent();
  private final ReadAhead<Row> ahead = new ReadAhead<>("pathline-table-rows", this::read);

  private TableRows(CsvRows rows) {
    this.rows = rows;
  }

  /**
   * Reads the header of a table.
   *
   * @return null where the table is empty
   * @throws UnreadableFile when it cannot be read
   */
  public static @Nullable TableRows of(InputStream bytes) throws UnreadableFile {
    CsvRows rows = CsvRows.table(bytes);
    return rows == null ? null : new TableRows(rows);
  }

  /** Names of the columns, as the header writes them. */
  public List<String> columns() {
    return rows.columns();
  }

  private @Nullable Row read() throws UnreadableFile {
    return rows.next() ? new Row(rows.kept(texts), rows.problem()) : null;
  }

  /**
   * The next row; null at the end of the table.
   *
   * @throws UnreadableFile when no further row can be read
   */
  public @Nullable Row next() throws UnreadableFile {
    return ahead.next();
  }

  @Override
  public void close() throws IOException {
    ahead.close();
    rows.close();
  }
}
