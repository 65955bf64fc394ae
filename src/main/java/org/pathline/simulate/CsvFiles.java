package org.pathline.simulate;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.FactRow;

/** The import files of a simulated state: one per kind of fact, named after its noun. */
final class CsvFiles implements AutoCloseable {
  /** Zones and cohorts by which late rows are late. */
  private static final int LATENESS = 3;

  private final Map<FactType, BufferedWriter> writers = new EnumMap<>(FactType.class);
  private final Map<FactType, Long> rows = new EnumMap<>(FactType.class);
  private final Deque<List<UnitOutput.LateRow>> late = new ArrayDeque<>();

  CsvFiles(Path directory) throws IOException {
    for (FactType type : FactType.values()) {
      BufferedWriter writer =
          Files.newBufferedWriter(directory.resolve(name(type)), StandardCharsets.UTF_8);
      writers.put(type, writer);
      rows.put(type, 0L);
      writer.append(line(FactRow.columns(type)));
    }
  }

  static String name(FactType type) {
    return type.noun() + ".csv";
  }

  void write(UnitOutput unit) throws IOException {
    for (FactType type : FactType.values()) {
      writer(type).append(unit.text(type));
      rows.merge(type, (long) unit.rows(type), Long::sum);
    }
    late.add(unit.lateRows);
    if (late.size() > LATENESS) {
      writeLate(late.remove());
    }
  }

  private void writeLate(List<UnitOutput.LateRow> due) throws IOException {
    for (UnitOutput.LateRow row : due) {
      writer(row.type()).append(line(row.row()));
      rows.merge(row.type(), 1L, Long::sum);
    }
  }

  private BufferedWriter writer(FactType type) {
    return Objects.requireNonNull(writers.get(type));
  }

  private static String line(String[] row) {
    StringWriter text = new StringWriter();
    CsvWriter.builder().bufferSize(0).lineDelimiter(LineDelimiter.LF).build(text).writeRecord(row);
    return text.toString();
  }

  /** Writes the late rows that remain. */
  void finish() throws IOException {
    while (!late.isEmpty()) {
      writeLate(late.remove());
    }
  }

  /** Rows of each file, headers not counted. */
  Map<FactType, Long> rows() {
    return rows;
  }

  @Override
  public void close() throws IOException {
    for (BufferedWriter writer : writers.values()) {
      writer.close();
    }
  }
}
