package org.pathline.publish;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.OwnerOnly;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.fact.Violation.Reason;

/**
 * Reports bad rows: the first ones in words, all of them in a CSV file with the columns {@code
 * file,line,field,reason,row,rule}. The rule is the one for which a topology would reject the fact,
 * and empty where the row is not written as rows are.
 *
 * <p>The file is made with the first bad row and replaces that of an earlier run; when no row is
 * bad, an earlier one is removed, so that it is never taken for the answer of this run. It holds
 * rows of students, so that nobody but its owner can read it.
 */
final class RejectedRows implements Closeable {
  private static final String[] HEADER = {"file", "line", "field", "reason", "row", "rule"};

  /** What stood there before rows named their rule. */
  private static final String EARLIER_HEADER = "file,line,field,reason,row";

  private static final int MOST_PRINTED = 20;

  private final Path file;
  private final Consumer<String> messages;
  private @Nullable CsvWriter writer;
  private long count;

  /**
   * Prepares to report.
   *
   * @param file where the rejected rows go
   * @param messages takes the lines for people
   * @throws UnusableArgument when the file is there and holds something else
   */
  RejectedRows(Path file, Consumer<String> messages) {
    this.file = file;
    this.messages = messages;
    if (Files.exists(file) && !isOurs()) {
      throw new UnusableArgument(
          file + " exists and holds no rejected rows; choose another with --rejected FILE");
    }
  }

  private boolean isOurs() {
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (BufferedReader reader = Files.newBufferedReader(file)) {
      String first = reader.readLine();
      return first == null
          || first.equals(EARLIER_HEADER)
          || first.equals(String.join(",", HEADER));
    } catch (IOException e) {
      return false;
    }
  }

  /** Reports a row of an erased student by its place alone. */
  void addOfErased(RowSource source, RowReader row) {
    String field =
        switch (source.type()) {
          case IDENTITIES -> "aliasId";
          default -> "studentId";
        };
    BadRow bad =
        new BadRow(
            Reason.ERASED,
            field,
            "the student is erased and is not sent; `pathline erase --lift` would let it be sent");
    add(source, row, bad, "(withheld: the student is erased)");
  }

  void add(RowSource source, RowReader row, BadRow bad) {
    add(source, row, bad, source.shown(row));
  }

  private void add(RowSource source, RowReader row, BadRow bad, String text) {
    count++;
    if (count <= MOST_PRINTED) {
      messages.accept(
          source.path()
              + ":"
              + row.line()
              + ": "
              + bad.field()
              + ": "
              + Shortened.text(String.valueOf(bad.getMessage()))
              + (bad.rule().isEmpty() ? "" : " (" + bad.rule() + ")"));
    }
    try {
      if (writer == null) {
        writer = CsvWriter.builder().build(OwnerOnly.file(file));
        writer.writeRecord(HEADER);
      }
      writer.writeRecord(
          source.path().toString(),
          Long.toString(row.line()),
          bad.field(),
          Shortened.text(String.valueOf(bad.getMessage())),
          text,
          bad.rule());
    } catch (IOException | UncheckedIOException e) {
      throw new UncheckedIOException(
          "cannot write rejected rows to " + file + ": " + e.getMessage(),
          e instanceof IOException io ? io : ((UncheckedIOException) e).getCause());
    }
  }

  /** Ends the report. */
  @Override
  public void close() {
    try {
      if (writer != null) {
        writer.close();
      } else {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(
          "cannot write rejected rows to " + file + ": " + e.getMessage(), e);
    }
    if (count > MOST_PRINTED) {
      messages.accept("… and " + (count - MOST_PRINTED) + " more bad rows");
    }
    if (count > 0) {
      messages.accept("bad rows and their reasons are in " + file);
    }
  }
}
