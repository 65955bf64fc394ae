package org.pathline.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * Rows of named fields, written as a table, CSV or JSON.
 *
 * <p>What comes from bad records may hold anything: a table shows no control characters, which a
 * terminal would obey, and shortens what is long; CSV and JSON hold all of it.
 */
final class Listing {
  private static final int LONGEST_CELL = 120;

  private final String name;
  private final List<String> columns;
  private final int leftColumns;
  private final int numbers;
  private final List<ObjectNode> rows = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  /**
   * Listing without rows.
   *
   * @param name name of the array of rows in JSON
   * @param columns fields that table and CSV show
   * @param leftColumns how many columns, from the first, are aligned to the left
   * @param numbers how many columns after them are aligned to the right
   */
  Listing(String name, List<String> columns, int leftColumns, int numbers) {
    this.name = name;
    this.columns = columns;
    this.leftColumns = leftColumns;
    this.numbers = numbers;
  }

  void add(ObjectNode row) {
    rows.add(row);
  }

  /** Adds a line that is below the table, or beside the CSV. */
  void note(String note) {
    notes.add(note);
  }

  void print(AnswerFormat format, PrintWriter out, PrintWriter err) throws IOException {
    switch (format) {
      case table -> {
        if (!rows.isEmpty()) {
          table(out);
        }
        notes.forEach(note -> out.println("# " + note));
      }
      case csv -> {
        csv(out);
        notes.forEach(note -> err.println("# " + note));
      }
      case json -> {
        ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
        ObjectNode root = json.createObjectNode();
        root.putArray(name).addAll(rows);
        out.println(json.writeValueAsString(root));
      }
    }
    out.flush();
    err.flush();
  }

  private void table(PrintWriter out) {
    TextTable table = new TextTable(leftColumns, numbers);
    table.add(columns);
    for (ObjectNode row : rows) {
      table.add(columns.stream().map(column -> readable(row.get(column))).toList());
    }
    table.print(out);
  }

  private void csv(PrintWriter out) throws IOException {
    // Not closed: that would close the program's own output.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(columns);
    for (ObjectNode row : rows) {
      csv.writeRecord(columns.stream().map(column -> text(row.get(column))).toList());
    }
    csv.flush();
  }

  private static String text(JsonNode value) {
    if (value == null || value.isNull()) {
      return "";
    }
    return value.isValueNode() ? value.asText() : value.toString();
  }

  private static String readable(JsonNode value) {
    String text = printable(text(value));
    if (text.isEmpty()) {
      return "-";
    }
    return text.length() <= LONGEST_CELL ? text : text.substring(0, LONGEST_CELL - 1) + "…";
  }

  /** A text with a dot for each character that is not to be shown. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            each -> {
              int type = Character.getType(each);
              boolean hidden =
                  type == Character.CONTROL
                      || type == Character.FORMAT
                      || type == Character.SURROGATE
                      || type == Character.LINE_SEPARATOR
                      || type == Character.PARAGRAPH_SEPARATOR;
              shown.appendCodePoint(hidden ? '.' : each);
            });
    return shown.toString();
  }
}
