package org.pathline.simulate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.LongConsumer;
import org.pathline.domain.fact.FactType;

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
    SimulatedFacts facts = new SimulatedFacts(Files.createDirectories(directory.resolve(FACTS)));
    Summary summary = new Simulation(parameters.asClean()).write(facts.directory(), progress);
    Files.move(
        facts.directory().resolve(TruthFile.NAME),
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
      Files.delete(facts.file(type));
    }
    return summary;
  }
}
