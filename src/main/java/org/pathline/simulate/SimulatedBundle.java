package org.pathline.simulate;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.ImportFiles;
import org.pathline.publish.Progress;
import org.pathline.publish.Publication;

/**
 * Simulated students as another system would export them: a bundle, the mapping file that explains
 * its local codes, and import files of what the format cannot say.
 *
 * <p>An export holds what stands, so there are no corrections and retractions in it.
 */
public final class SimulatedBundle {
  /** The mapping file. */
  public static final String MAP = "map.yaml";

  /** Directory of the import files. */
  public static final String FACTS = "facts";

  private SimulatedBundle() {}

  /**
   * Writes into an existing directory.
   *
   * @param progress told the number of students written so far
   * @throws IOException when a file cannot be written
   */
  public static Summary write(
      BundleFormat format, Parameters parameters, Path directory, LongConsumer progress)
      throws IOException {
    Parameters clean =
        new Parameters(
            parameters.students(),
            parameters.seed(),
            parameters.districts(),
            parameters.effect(),
            true);
    Path facts = Files.createDirectories(directory.resolve(FACTS));
    Summary summary = new Simulation(clean).write(facts, progress);
    Files.move(
        facts.resolve(TruthFile.NAME),
        directory.resolve(TruthFile.NAME),
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    Path bundle =
        Files.createDirectories(directory.resolve(format.name().toLowerCase(Locale.ROOT)));
    String map =
        switch (format) {
          case CSV -> throw new IllegalArgumentException("import files are no bundle");
          case ONEROSTER -> OneRosterExport.write(facts, bundle);
          case EDFI -> EdFiExport.write(facts, bundle);
          case NSC -> NscExport.write(facts, bundle);
        };
    Files.writeString(directory.resolve(MAP), map);
    for (FactType type : format.facts()) {
      Files.delete(facts.resolve(CsvFiles.name(type)));
    }
    return summary;
  }

  /** Hands on the facts of a type that were written. */
  static void read(Path facts, FactType type, Consumer<Fact> to) throws IOException {
    Path rejected = Files.createTempFile("simulated", ".csv");
    Progress quiet = Progress.quiet(new PrintWriter(PrintWriter.nullWriter()));
    boolean good =
        new Publication(rejected, quiet)
            .read(ImportFiles.find(List.of(facts.resolve(CsvFiles.name(type))), rejected), to)
            .isGood();
    Files.deleteIfExists(rejected);
    if (!good) {
      throw new IllegalStateException("the simulator wrote bad " + type.noun());
    }
  }
}
