package org.pathline.simulate;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;

/**
 * A file of a OneRoster bundle. Every row begins with its id, its status, which bulk files leave
 * blank, and the time of its last change.
 */
final class OneRosterFile implements Closeable {
  private static final String[] FIRST = {"sourcedId", "status", "dateLastModified"};

  private final ExportTable table;

  /**
   * Begins a file.
   *
   * @param name as the manifest has it
   * @param columns after the first three, with blanks between them
   */
  OneRosterFile(Path bundle, String name, String columns) throws IOException {
    table =
        new ExportTable(
            bundle.resolve(name + ".csv"),
            Stream.concat(Stream.of(FIRST), Stream.of(columns.strip().split("\\s+")))
                .toArray(String[]::new));
  }

  /** Adds a row that no fact dates; null is an empty cell. */
  void row(String sourcedId, @Nullable Object... cells) {
    write(sourcedId, "", cells);
  }

  /** Adds a row that changed last when a fact was recorded; null is an empty cell. */
  void dated(Fact fact, String sourcedId, @Nullable Object... cells) {
    write(sourcedId, SimulatedFacts.lastModified(fact), cells);
  }

  private void write(String sourcedId, String modified, @Nullable Object[] cells) {
    @Nullable Object[] all = new Object[FIRST.length + cells.length];
    all[0] = sourcedId;
    all[1] = "";
    all[2] = modified;
    System.arraycopy(cells, 0, all, FIRST.length, cells.length);
    table.row(all);
  }

  @Override
  public void close() throws IOException {
    table.close();
  }
}
