package org.pathline.delivery;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;

/** Writes each fact that a delivery changes, as CSV. */
public final class ChangesFile implements Closeable {
  private static final List<String> HEADER =
      List.of(
          "change", "topic", "studentId", "fact", "wasStudentId", "was", "schoolId", "schoolYear");

  private final Path file;
  private final CsvWriter writer;

  /**
   * Begins a file, in place of another of that name.
   *
   * @throws UncheckedIOException when it cannot be written
   */
  public ChangesFile(Path file) {
    this.file = file;
    try {
      writer = CsvWriter.builder().build(file);
      writer.writeRecord(HEADER);
    } catch (IOException e) {
      throw failed(e);
    }
  }

  /** Adds the changes of one student; what stays as it is has no row. */
  public void add(List<Change> changes) {
    for (Change change : changes) {
      if (change.kind() != Change.Kind.UNCHANGED) {
        Fact was = change.kind() == Change.Kind.REKEYED ? change.before() : null;
        writer.writeRecord(
            change.kind().word(),
            change.type().noun(),
            change.fact().envelope().studentId(),
            change.fact().identity(),
            was == null ? "" : was.envelope().studentId(),
            was == null ? "" : was.identity(),
            text(change.place().schoolId()),
            text(change.place().schoolYear()));
      }
    }
  }

  private static String text(@Nullable Object value) {
    return value == null ? "" : value.toString();
  }

  private UncheckedIOException failed(IOException e) {
    return new UncheckedIOException("cannot write " + file + ": " + e.getMessage(), e);
  }

  @Override
  public void close() {
    try {
      writer.close();
    } catch (IOException e) {
      throw failed(e);
    }
  }
}
