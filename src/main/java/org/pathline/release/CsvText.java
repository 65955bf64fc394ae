package org.pathline.release;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** CSV as releases write it: a header, line feeds, and nothing where there is no value. */
final class CsvText {
  private final StringWriter text = new StringWriter();
  private final CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);

  CsvText(List<String> header) {
    csv.writeRecord(header);
  }

  void add(@Nullable Object... values) {
    csv.writeRecord(
        Arrays.stream(values).map(value -> value == null ? "" : value.toString()).toList());
  }

  /** What was written; nothing can be added after that. */
  String text() throws IOException {
    csv.close();
    return text.toString();
  }
}
