package org.pathline.simulate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pathline.domain.fact.FactType;

/** Rows of one zone and cohort, the late ones apart, and the counts of what was done to them. */
final class UnitOutput {
  /** A row that is to be written only with a later zone and cohort. */
  record LateRow(FactType type, String[] row) {}

  /** Rows of one file as text. */
  private static final class Text {
    final StringWriter text = new StringWriter();
    final CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text);
    int rows;

    private void flush() {
      try {
        csv.flush();
      } catch (IOException e) {
        throw new UncheckedIOException("text in memory cannot fail to be written", e);
      }
    }
  }

  private final Map<FactType, Text> texts = new EnumMap<>(FactType.class);
  final List<LateRow> lateRows = new ArrayList<>();
  final Tally tally = new Tally();
  final Map<Mess, Long> mess = new EnumMap<>(Mess.class);

  void add(FactType type, String[] row, boolean isLate) {
    if (isLate) {
      lateRows.add(new LateRow(type, row));
      return;
    }
    Text text = texts.computeIfAbsent(type, t -> new Text());
    text.csv.writeRecord(row);
    text.rows++;
  }

  /** Counts what was done to a row. */
  void count(Mess done) {
    mess.merge(done, 1L, Long::sum);
  }

  /** Rows of a file in CSV. */
  CharSequence text(FactType type) {
    Text text = texts.get(type);
    if (text == null) {
      return "";
    }
    text.flush();
    return text.text.getBuffer();
  }

  int rows(FactType type) {
    Text text = texts.get(type);
    return text == null ? 0 : text.rows;
  }
}
