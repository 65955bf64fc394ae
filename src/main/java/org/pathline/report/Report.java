package org.pathline.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Rows under named columns, written as a table, CSV or JSON.
 *
 * <p>What comes from bad records may hold anything: a table shows no control characters, which a
 * terminal would obey, and shortens what is long; CSV and JSON hold all of it.
 *
 * @param <R> what a row is about
 */
public final class Report<R> implements Answer {
  private static final String GAP = "  ";

  private final String name;
  private final List<ReportColumn<R>> columns;
  private final List<R> rows;
  private final List<String> notes = new ArrayList<>();
  private final ObjectNode head = JsonNodeFactory.instance.objectNode();
  private Function<R, ObjectNode> whole;

  /**
   * Report without notes.
   *
   * @param name name of the array of rows in JSON
   */
  public Report(String name, List<ReportColumn<R>> columns, List<R> rows) {
    this.name = name;
    this.columns = List.copyOf(columns);
    this.rows = List.copyOf(rows);
    this.whole = this::object;
  }

  /**
   * Report of JSON objects: each column is a field of that name, and JSON holds all fields.
   *
   * @param texts columns of texts, before those of numbers
   * @param numbers columns of numbers
   * @param furtherTexts columns of texts behind them
   */
  public static Report<ObjectNode> ofObjects(
      String name,
      List<String> texts,
      List<String> numbers,
      List<String> furtherTexts,
      List<ObjectNode> rows) {
    List<ReportColumn<ObjectNode>> columns = new ArrayList<>();
    texts.forEach(field -> columns.add(ReportColumn.text(field, row -> row.get(field))));
    numbers.forEach(field -> columns.add(ReportColumn.number(field, row -> row.get(field))));
    furtherTexts.forEach(field -> columns.add(ReportColumn.text(field, row -> row.get(field))));
    return new Report<>(name, columns, rows).objects(row -> row);
  }

  /** Adds a line that is below the table, or beside the CSV. */
  public Report<R> note(String note) {
    notes.add(note);
    return this;
  }

  /** Adds lines that are below the table, or beside the CSV. */
  public Report<R> notes(List<String> more) {
    notes.addAll(more);
    return this;
  }

  /** What JSON holds before the rows, to be filled. */
  public ObjectNode head() {
    return head;
  }

  /** The flat rows for programs: names, types and values of the columns of CSV. */
  public ObjectNode flat() {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ArrayNode names = root.putArray("columns");
    List<ReportColumn<R>> written = columns(AnswerFormat.csv);
    written.forEach(
        column -> names.addObject().put("name", column.name()).put("type", type(column)));
    ArrayNode array = root.putArray("rows");
    for (R row : rows) {
      ObjectNode object = array.addObject();
      written.forEach(column -> object.set(column.name(), column.json(row)));
    }
    ArrayNode said = root.putArray("notes");
    notes.forEach(said::add);
    return root;
  }

  /** DuckDB's type of a column, by the values that there are. */
  private String type(ReportColumn<R> column) {
    boolean whole = true;
    boolean any = false;
    for (R row : rows) {
      Object value = column.value().apply(row);
      if (value != null) {
        any = true;
        if (!(value instanceof Number)) {
          return "VARCHAR";
        }
        whole &= value instanceof Long || value instanceof Integer;
      }
    }
    return column.left() && !any ? "VARCHAR" : any && whole ? "BIGINT" : "DOUBLE";
  }

  /** Writes rows to JSON as these objects, in place of those of the columns. */
  public Report<R> objects(Function<R, ObjectNode> objects) {
    whole = objects;
    return this;
  }

  @Override
  public Report<R> rows() {
    return this;
  }

  @Override
  public void table(PrintWriter out) {
    if (!rows.isEmpty()) {
      List<ReportColumn<R>> shown = columns(AnswerFormat.table);
      List<List<String>> cells = new ArrayList<>();
      cells.add(shown.stream().map(ReportColumn::heading).toList());
      rows.forEach(
          row -> cells.add(shown.stream().map(column -> column.shown().apply(row)).toList()));
      aligned(cells, shown.stream().map(ReportColumn::left).toList()).forEach(out::println);
    }
    notes.forEach(note -> out.println("# " + note));
  }

  /** Rows of text in aligned columns: text to the left, numbers to the right. */
  private static List<String> aligned(List<List<String>> rows, List<Boolean> left) {
    int[] widths = new int[left.size()];
    rows.forEach(row -> Arrays.setAll(widths, i -> Math.max(widths[i], row.get(i).length())));
    List<String> lines = new ArrayList<>();
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String padding = " ".repeat(widths[i] - row.get(i).length());
        line.append(i == 0 ? "" : GAP)
            .append(left.get(i) ? row.get(i) + padding : padding + row.get(i));
      }
      lines.add(line.toString().stripTrailing());
    }
    return lines;
  }

  @Override
  public void csv(PrintWriter out, PrintWriter err) throws IOException {
    csvHeader(out);
    csvRows(out);
    notes.forEach(note -> err.println("# " + note));
    err.flush();
  }

  /** Writes the names of the columns as CSV. */
  public void csvHeader(PrintWriter out) throws IOException {
    csv(out, List.of(columns(AnswerFormat.csv).stream().map(ReportColumn::name).toList()));
  }

  /** Writes the rows as CSV, without a header. */
  public void csvRows(PrintWriter out) throws IOException {
    List<ReportColumn<R>> written = columns(AnswerFormat.csv);
    csv(
        out,
        rows.stream()
            .map(row -> written.stream().map(column -> column.csv(row)).toList())
            .toList());
  }

  private static void csv(PrintWriter out, List<List<String>> records) throws IOException {
    // Not closed: that would close the program's own output.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    for (List<String> each : records) {
      csv.writeRecord(each);
    }
    csv.flush();
  }

  @Override
  public ObjectNode json() {
    ObjectNode root = head.deepCopy();
    root.set(name, jsonRows());
    return root;
  }

  /** The rows alone. */
  public ArrayNode jsonRows() {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    rows.forEach(row -> array.add(whole.apply(row)));
    return array;
  }

  private ObjectNode object(R row) {
    ObjectNode node = JsonNodeFactory.instance.objectNode();
    columns(AnswerFormat.json).forEach(column -> node.set(column.name(), column.json(row)));
    return node;
  }

  private List<ReportColumn<R>> columns(AnswerFormat format) {
    return columns.stream().filter(column -> column.formats().contains(format)).toList();
  }
}
