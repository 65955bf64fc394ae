package org.pathline.simulate;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.Closeable;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A table of an export. */
final class ExportTable implements Closeable {
  private final CsvWriter csv;

  ExportTable(Path file, String... columns) throws IOException {
    csv = CsvWriter.builder().build(file);
    csv.writeRecord(columns);
  }

  ExportTable(Writer writer, String... columns) {
    csv = CsvWriter.builder().build(writer);
    csv.writeRecord(columns);
  }

  /** Adds a row; null is an empty cell. */
  void row(@Nullable Object... cells) {
    String[] texts = new String[cells.length];
    for (int i = 0; i < cells.length; i++) {
      texts[i] = cells[i] == null ? "" : cells[i].toString();
    }
    csv.writeRecord(texts);
  }

  @Override
  public void close() throws IOException {
    csv.close();
  }
}
