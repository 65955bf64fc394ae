package org.pathline.simulate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.ImportFiles;
import org.pathline.publish.Progress;
import org.pathline.publish.Publication;

/** The import files of a simulated state, read back to be told as another system would. */
record SimulatedFacts(Path directory) {
  /** Import file of a type. */
  Path file(FactType type) {
    return directory.resolve(CsvFiles.name(type));
  }

  /**
   * Hands on the facts of a type, in the order of their file.
   *
   * @param as class of the facts of that type
   */
  <F extends Fact> void read(FactType type, Class<F> as, Consumer<F> to) throws IOException {
    Path rejected = Files.createTempFile("simulated", ".csv");
    Progress quiet = Progress.quiet(new PrintWriter(PrintWriter.nullWriter()));
    boolean good =
        new Publication(rejected, quiet)
            .read(ImportFiles.find(List.of(file(type)), rejected), fact -> to.accept(as.cast(fact)))
            .isGood();
    Files.deleteIfExists(rejected);
    if (!good) {
      throw new IllegalStateException("the simulator wrote bad " + type.noun());
    }
  }

  /** When a record was changed last, as standards write it: the time at which it was recorded. */
  static String lastModified(Fact fact) {
    return Instant.ofEpochMilli(fact.envelope().recordedAt()).toString();
  }
}
