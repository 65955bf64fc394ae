package org.pathline.imports;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.pathline.publish.BadRow;
import org.pathline.publish.CsvRows;
import org.pathline.publish.FactHash;
import org.pathline.publish.TableRows;
import org.pathline.publish.UnreadableFile;
import org.pathline.words.Names;

/** Records of a CSV file. Columns are found by name, in any order and case. */
public final class TableRecords implements RecordReader, ForeignRecord {
  private static final int ABSENT = -1;

  private final @Nullable TableRows rows;
  private final Map<String, Integer> columns = new HashMap<>();
  private final Set<String> repeated = new HashSet<>();
  private final Map<String, Integer> asked = new HashMap<>();

  /** The column that says when the record was changed. */
  private int changed = ABSENT;

  /** Which of the columns were asked for, under which names. */
  private Map<String, Integer> shown = Map.of();

  /** Fields in the order in which they were asked for, which is mostly that of the row before. */
  private final String[] inTurn = new String[1 << 6];

  private final int[] columnsInTurn = new int[1 << 6];
  private int turn;
  private TableRows.@Nullable Row row;

  /**
   * Reads the header.
   *
   * @throws UnreadableFile when it cannot be read
   */
  public TableRecords(InputStream bytes) throws UnreadableFile {
    rows = TableRows.of(bytes);
    if (rows != null) {
      List<String> header = rows.columns();
      for (int i = 0; i < header.size(); i++) {
        String name = Names.plain(header.get(i));
        if (columns.putIfAbsent(name, i) != null) {
          repeated.add(name);
        }
      }
      changed = columns.getOrDefault(Names.plain("dateLastModified"), ABSENT);
    }
  }

  /** Names of the columns, as the header writes them; none where the file is empty. */
  public List<String> columns() {
    return rows == null ? List.of() : rows.columns();
  }

  /** Whether the file has such a column. */
  public boolean has(String name) {
    return columns.containsKey(Names.plain(name));
  }

  @Override
  public boolean next() throws UnreadableFile {
    turn = 0;
    row = rows == null ? null : rows.next();
    return row != null;
  }

  @Override
  public ForeignRecord record() throws BadRow {
    if (row != null) {
      row.check();
    }
    return this;
  }

  /**
   * Text of a field.
   *
   * @throws RepeatedColumn when the header names it twice
   */
  @Override
  public @Nullable String text(String field) {
    int column = column(field);
    if (column == ABSENT || row == null) {
      return null;
    }
    String text = row.text(column);
    if (text == null) {
      return null;
    }
    text = text.strip();
    return text.isEmpty() ? null : text;
  }

  @SuppressWarnings("ReferenceEquality") // The same constant again; another is looked up.
  private int column(String field) {
    if (turn < inTurn.length && inTurn[turn] == field) {
      return columnsInTurn[turn++];
    }
    Integer column = asked.get(field);
    if (column == null) {
      if (repeated.contains(Names.plain(field))) {
        throw new RepeatedColumn(field);
      }
      column = columns.getOrDefault(Names.plain(field), ABSENT);
      asked.put(field, column);
      if (column != ABSENT) {
        // Another thread may be looking at the names of before.
        Map<String, Integer> more = new LinkedHashMap<>(shown);
        more.put(field, column);
        shown = more;
      }
    }
    if (turn < inTurn.length) {
      inTurn[turn] = field;
      columnsInTurn[turn++] = column;
    }
    return column;
  }

  /** Values are separated by commas within the cell. */
  @Override
  public List<String> list(String field) {
    String text = text(field);
    return text == null ? List.of() : CsvRows.elements(text, ',');
  }

  @Override
  public long content() {
    long content = 1;
    for (int i = 0; row != null && i < columns.size(); i++) {
      String text = i == changed ? null : row.text(i);
      content = FactHash.hash(content, text == null ? "" : text.strip());
    }
    return content;
  }

  @Override
  public long line() {
    return row == null ? 0 : row.line();
  }

  @Override
  public Supplier<String> shown() {
    TableRows.Row of = row;
    Map<String, Integer> names = shown;
    return () -> {
      List<String> parts = new ArrayList<>();
      names.forEach(
          (name, column) -> {
            String text = of == null ? null : of.copy(column);
            if (text != null && !text.isBlank()) {
              parts.add(name + "=" + text.strip());
            }
          });
      return String.join(", ", parts);
    };
  }

  @Override
  public void close() throws IOException {
    if (rows != null) {
      rows.close();
    }
  }
}
