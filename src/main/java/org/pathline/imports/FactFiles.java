package org.pathline.imports;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.FactRow;
import org.pathline.publish.UnusableArgument;

/** Writes facts as import files, one for each type that occurs. */
public final class FactFiles implements AutoCloseable {
  private final Path directory;
  private final Map<FactType, CsvWriter> writers = new EnumMap<>(FactType.class);

  /**
   * Writes into a directory, which is made where it does not exist.
   *
   * @throws UnusableArgument when it cannot be made, or holds something
   */
  public FactFiles(Path directory) {
    this.directory = directory;
    try {
      Files.createDirectories(directory);
      try (var entries = Files.list(directory)) {
        if (entries.findAny().isPresent()) {
          throw new UnusableArgument(directory + " is not empty; choose another with --out DIR");
        }
      }
    } catch (IOException e) {
      throw new UnusableArgument("cannot write to " + directory + ": " + e.getMessage());
    }
  }

  /** Writes a fact. */
  public void write(Fact fact) {
    writers.computeIfAbsent(fact.type(), this::begin).writeRecord(FactRow.of(fact));
  }

  private CsvWriter begin(FactType type) {
    try {
      CsvWriter writer =
          CsvWriter.builder()
              .lineDelimiter(LineDelimiter.LF)
              .build(directory.resolve(type.noun() + ".csv"));
      writer.writeRecord(FactRow.columns(type));
      return writer;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      for (CsvWriter writer : writers.values()) {
        writer.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory + ": " + e.getMessage(), e);
    }
  }
}
