package org.pathline.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.publish.BadRow;
import org.pathline.publish.ColumnNames;
import org.pathline.publish.CsvRows;
import org.pathline.publish.UnreadableFile;

/** Records of a CSV file. Columns are found by name, in any order and case. */
public final class TableRecords implements RecordReader, ForeignRecord {
  private static final int ABSENT = -1;

  private final @Nullable CsvRows rows;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Map<String, Integer> asked = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /**
   * Reads the header.
   *
   * @throws UnreadableFile when it names a column twice that is asked for, or cannot be read
   */
  public TableRecords(InputStream bytes) throws UnreadableFile {
    rows = CsvRows.table(bytes);
    if (rows != null) {
      List<String> header = rows.columns();
      for (int i = 0; i < header.size(); i++) {
        columns.putIfAbsent(ColumnNames.plain(header.get(i)), i);
      }
    }
  }

  /** Whether the file has such a column. */
  public boolean has(String name) {
    return columns.containsKey(ColumnNames.plain(name));
  }

  @Override
  public boolean next() throws UnreadableFile {
    return rows != null && rows.next();
  }

  @Override
  public ForeignRecord record() throws BadRow {
    if (rows != null) {
      rows.cells();
    }
    return this;
  }

  @Override
  public @Nullable String text(String field) {
    Integer column = asked.get(field);
    if (column == null) {
      column = columns.getOrDefault(ColumnNames.plain(field), ABSENT);
      asked.put(field, column);
      if (column != ABSENT) {
        names.add(field);
      }
    }
    if (column == ABSENT || rows == null) {
      return null;
    }
    String text = rows.text(column);
    if (text == null) {
      return null;
    }
    text = text.strip();
    return text.isEmpty() ? null : text;
  }

  /** Values are separated by commas within the cell. */
  @Override
  public List<String> list(String field) {
    String text = text(field);
    if (text == null) {
      return List.of();
    }
    if (text.indexOf(',') < 0) {
      return List.of(text);
    }
    List<String> values = new ArrayList<>();
    for (String value : text.split(",")) {
      if (!value.isBlank()) {
        values.add(value.strip());
      }
    }
    return values;
  }

  @Override
  public long line() {
    return rows == null ? 0 : rows.line();
  }

  @Override
  public String shown() {
    List<String> shown = new ArrayList<>();
    for (String name : names) {
      String text = text(name);
      if (text != null) {
        shown.add(name + "=" + text);
      }
    }
    return String.join(", ", shown);
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
