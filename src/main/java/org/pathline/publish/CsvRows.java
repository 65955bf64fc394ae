package org.pathline.publish;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.words.Names;

/**
 * Rows of a CSV file (RFC 4180) whose first line names the columns.
 *
 * <p>One row is read ahead, since only the end of the file tells that a quote was never closed.
 */
public final class CsvRows implements RowReader, Cells {
  /** More than any fact has; a quote that is never closed must not fill the heap. */
  private static final int LONGEST_ROW = 1 << 20;

  private final RecentText text;
  private final CsvReader<CsvRow> reader;
  private final Iterator<CsvRow> records;
  private final List<String> unknown = new ArrayList<>();
  private int[] fieldOf = new int[0];
  private final char separator;
  private int width;
  private int named;
  private List<String> columns = List.of();
  private @Nullable CsvRow current;
  private @Nullable CsvRow ahead;
  private @Nullable UnreadableFile failure;

  /**
   * Reads the header.
   *
   * @throws UnreadableFile when the header is missing, repeats a column or lacks a required one
   */
  CsvRows(@Nullable FactForm form, Reader source, char separator) throws UnreadableFile {
    this.separator = separator;
    text = new RecentText(source);
    reader =
        CsvReader.builder()
            .fieldSeparator(separator)
            .allowExtraFields(true)
            .allowMissingFields(true)
            .maxBufferSize(LONGEST_ROW)
            .build(new CsvRowHandler(LONGEST_ROW), text);
    records = reader.iterator();
    readAhead();
    if (!next() || (isNamingTheSeparator() && !next())) {
      throw new UnreadableFile(0, "is empty; its first line must name the columns");
    }
    if (form != null) {
      readHeader(form);
    } else {
      readOwnHeader();
    }
  }

  /**
   * Rows of a table that is no import file: its columns are those that its header names, in that
   * order.
   *
   * @return null where the table is empty
   * @throws UnreadableFile when it cannot be read
   */
  static @Nullable CsvRows table(InputStream bytes) throws UnreadableFile {
    try {
      InputStream again = bytes.markSupported() ? bytes : new BufferedInputStream(bytes);
      ContentForm.of(again).refuseUnlessText(false);
      BufferedReader reader = TextForm.reader(again);
      char separator = TextForm.separator(reader);
      reader.mark(1);
      if (reader.read() < 0) {
        return null;
      }
      reader.reset();
      return new CsvRows(null, reader, separator);
    } catch (IOException e) {
      throw new UnreadableFile(0, ImportFile.reason(e));
    }
  }

  private boolean isNamingTheSeparator() {
    return TextForm.isNaming(row().field(0))
        && row().all().stream().skip(1).allMatch(String::isBlank);
  }

  private void readOwnHeader() {
    columns = row().all().stream().map(String::strip).toList();
    // Spreadsheets add columns without a name at the end of a header, and rows lack them.
    named = columns.size();
    while (named > 0 && columns.get(named - 1).isEmpty()) {
      named--;
    }
    width = columns.size();
    fieldOf = IntStream.range(0, width).toArray();
  }

  /** Names of the columns of a table, as its header writes them. */
  List<String> columns() {
    return columns;
  }

  private void readHeader(FactForm form) throws UnreadableFile {
    List<Column<?>> columns = form.columns();
    fieldOf = new int[columns.size()];
    Arrays.fill(fieldOf, -1);
    width = row().fields();
    named = width;
    for (int field = 0; field < width; field++) {
      String name = row().field(field).strip();
      int column = form.indexOf(name);
      if (column < 0) {
        if (!form.isIgnorable(name)) {
          unknown.add(name.isEmpty() ? "column " + (field + 1) + " (no name)" : name);
        }
      } else if (fieldOf[column] >= 0) {
        throw new UnreadableFile(
            line(), "names the column " + columns.get(column).name() + " twice");
      } else {
        fieldOf[column] = field;
      }
    }
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < fieldOf.length; i++) {
      if (fieldOf[i] < 0 && columns.get(i).isRequiredInHeader()) {
        String name = columns.get(i).name();
        missing.add(name + Names.guess(name, unknown));
      }
    }
    if (!missing.isEmpty()) {
      throw new UnreadableFile(
          line(),
          "lacks the required column"
              + (missing.size() == 1 ? " " : "s ")
              + String.join(", ", missing)
              + "; the first line must name the columns of "
              + form.type().noun()
              + " ("
              + ImportTemplate.COMMAND
              + " shows them)");
    }
  }

  @Override
  public boolean next() throws UnreadableFile {
    if (ahead == null) {
      if (failure != null) {
        throw failure;
      }
      return false;
    }
    current = ahead;
    text.need(line());
    readAhead();
    if (ahead == null && failure == null && hasOpenQuote(text())) {
      throw new UnreadableFile(line(), "the quote that opens in this row is never closed");
    }
    return true;
  }

  /** The row that was read last; there is one from the header on. */
  private CsvRow row() {
    return Objects.requireNonNull(current);
  }

  private void readAhead() {
    ahead = null;
    try {
      if (records.hasNext()) {
        ahead = records.next();
      }
    } catch (CsvParseException | UncheckedIOException e) {
      failure = failure(e);
    }
  }

  private UnreadableFile failure(RuntimeException e) {
    long last = current == null ? 0 : line();
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof IOException) {
      return new UnreadableFile(last, ImportFile.reason((IOException) cause));
    }
    long next = current == null ? 1 : line() + lineBreaks() + 1;
    if (String.valueOf(cause.getMessage()).contains("maximum")) {
      return new UnreadableFile(
          next,
          "a row from here on is longer than "
              + LONGEST_ROW
              + " characters; is a quote not closed?");
    }
    // The library says the line only in words, and only in the outer message.
    String words = String.valueOf(e.getMessage());
    String digits = words.replaceFirst(".*started in line (\\d+).*", "$1");
    return new UnreadableFile(
        digits.equals(words) ? next : Long.parseLong(digits),
        "is not well-formed CSV from here on: " + cause.getMessage());
  }

  /** The current row, to be kept. */
  CsvRow kept(CsvRow.Recent texts) {
    return row().kept(texts);
  }

  /** What is wrong with the current row as a whole; null for nothing. */
  @Nullable BadRow problem() {
    try {
      cells();
      return null;
    } catch (BadRow bad) {
      return bad;
    }
  }

  @Override
  public Cells cells() throws BadRow {
    int cells = row().fields();
    if (cells < named || (cells > width && !isBlankFrom(width))) {
      throw BadRow.inPlainWords("row", "has " + cells + " cells where the header has " + width);
    }
    if (text.undecodable() && row().holds(TextForm.NO_TEXT)) {
      throw TextForm.refused();
    }
    return this;
  }

  @Override
  public @Nullable String text(int column) {
    int field = fieldOf[column];
    return field < 0 || field >= row().fields() ? null : row().field(field);
  }

  /** Whether the cells from one on, beyond those of the header, say nothing. */
  private boolean isBlankFrom(int field) {
    for (int i = field; i < row().fields(); i++) {
      // An import file says exactly what its columns are.
      if (columns.isEmpty() || !row().field(i).isBlank()) {
        return false;
      }
    }
    return true;
  }

  @Override
  public @Nullable List<String> list(int column) {
    String text = text(column);
    return text == null ? null : elements(text, '|');
  }

  /** Elements of a list with a sign between them; empty ones say nothing and are left out. */
  public static List<String> elements(String text, char sign) {
    if (text.indexOf(sign) < 0) {
      return text.isBlank() ? List.of() : List.of(text.strip());
    }
    List<String> elements = new ArrayList<>(4);
    for (int from = 0; from <= text.length(); ) {
      int next = text.indexOf(sign, from);
      int end = next < 0 ? text.length() : next;
      String element = text.substring(from, end).strip();
      if (!element.isEmpty()) {
        elements.add(element);
      }
      from = end + 1;
    }
    return List.copyOf(elements);
  }

  @Override
  public long line() {
    return row().line();
  }

  @Override
  public String text() {
    return text.lines(line(), line() + lineBreaks() + 1);
  }

  /** Line breaks within the quotes of the current row. */
  private long lineBreaks() {
    long breaks = 0;
    for (String field : row().all()) {
      breaks += field.replace("\r\n", "\n").chars().filter(c -> c == '\n' || c == '\r').count();
    }
    return breaks;
  }

  private boolean hasOpenQuote(String row) {
    boolean fieldStarts = true;
    boolean quoted = false;
    for (int i = 0; i < row.length(); i++) {
      char c = row.charAt(i);
      if (quoted) {
        quoted = c != '"';
        // A doubled quote stands for one and leaves the field open.
        if (!quoted && i + 1 < row.length() && row.charAt(i + 1) == '"') {
          quoted = true;
          i++;
        }
      } else {
        quoted = fieldStarts && c == '"';
        fieldStarts = c == separator;
      }
    }
    return quoted;
  }

  @Override
  public List<String> unknownColumns() {
    return unknown;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
