package org.pathline.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.pathline.domain.fact.FactType;
import org.pathline.publish.UnusableArgument;
import org.pathline.simulate.BundleFormat;
import org.pathline.simulate.Mess;
import org.pathline.simulate.Parameters;
import org.pathline.simulate.SimulatedBundle;
import org.pathline.simulate.Simulation;
import org.pathline.simulate.Summary;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline simulate}: writes a made-up state as import files, with the true counts. */
@Command(
    name = "simulate",
    sortOptions = false,
    description = {
      "Writes made-up students of several districts as import files, and the exact counts that must"
          + " come out of them as truth.json (anchor grade 8, STEM list dhs-2024-07-22).",
      "The same options write the same bytes."
    },
    footer = {
      "",
      "Example:",
      "  pathline simulate --students 2000 --seed 7 --out simulated",
      "  pathline publish simulated"
    })
public final class SimulateCommand extends Subcommand {
  @Option(
      names = "--students",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Number of students (default ${DEFAULT-VALUE}).")
  private int students;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "Seed of every draw (default ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      required = true,
      description = "Where to write; made where it does not exist.")
  private Path directory;

  @Option(
      names = "--districts",
      paramLabel = "D",
      defaultValue = "0",
      description = "Number of districts (by default chosen by the number of students).")
  private int districts;

  @Option(
      names = "--effect",
      paramLabel = "P",
      defaultValue = "" + Parameters.DEFAULT_EFFECT,
      description =
          "True effect of de-tracking: change of the probability of STEM entry within two years, of"
              + " high achievers whose family cannot buy courses (default ${DEFAULT-VALUE}).")
  private double effect;

  @Option(
      names = "--clean",
      description = "Leave out corrections, duplicates, retractions and late records.")
  private boolean clean;

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = "CSV",
      description =
          "csv: import files (default). oneroster, edfi, nsc: a bundle of that format, map.yaml"
              + " which explains its local codes, and import files of what the format cannot say."
              + " A bundle holds what stands, as with --clean.")
  private BundleFormat format;

  @Option(names = "--force", description = "Write into a directory that is not empty.")
  private boolean force;

  @Override
  public Integer call() {
    Parameters parameters =
        UnusableArgument.meaning(
            "", () -> new Parameters(students, seed, districts, effect, clean));
    try {
      if (!isFree()) {
        say(
            "pathline simulate: "
                + directory
                + " is not empty; choose another directory, or overwrite with --force");
        return 1;
      }
      write(new Simulation(parameters));
    } catch (FileAlreadyExistsException e) {
      throw usage("--out " + directory + " is a file; a directory is needed");
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write to " + directory + ": " + e.getMessage(), e);
    }
    out().flush();
    return 0;
  }

  private boolean isFree() throws IOException {
    Files.createDirectories(directory);
    try (Stream<Path> entries = Files.list(directory)) {
      return force || entries.findAny().isEmpty();
    }
  }

  private void write(Simulation simulation) throws IOException {
    long start = System.nanoTime();
    Summary summary;
    boolean bundle = format != BundleFormat.CSV;
    try (ProgressBar bar =
        new ProgressBarBuilder()
            .setTaskName("simulating")
            .setUnit(" students", 1)
            .setStyle(ProgressBarStyle.ASCII)
            .setInitialMax(students)
            .showSpeed()
            .build()) {
      summary =
          bundle
              ? SimulatedBundle.write(format, simulation.parameters(), directory, bar::stepTo)
              : simulation.write(directory, bar::stepTo);
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    print(
        "%,d students of %d cohorts, %d schools and %d districts in %.1f s (%,.0f students/s)",
        students,
        simulation.cohorts(),
        simulation.schools(),
        simulation.districts(),
        seconds,
        students / seconds);
    for (Map.Entry<FactType, Long> file : summary.rows().entrySet()) {
      print("  %-20s %,12d rows", file.getKey().noun() + ".csv", file.getValue());
    }
    print(
        "among them %,d corrections, %,d duplicates, %,d retractions (%,d before their fact), %,d"
            + " late rows",
        Arrays.stream(Mess.values()).map(summary::count).toArray());
    print("what must come out of them: %s", directory.resolve("truth.json"));
    if (bundle) {
      String name = format.name().toLowerCase(Locale.ROOT);
      print(
          "next: pathline import %s %s --map %s",
          name, directory.resolve(name), directory.resolve(SimulatedBundle.MAP));
    }
    print(
        "next: pathline publish %s", bundle ? directory.resolve(SimulatedBundle.FACTS) : directory);
  }

  private void print(String format, Object... values) {
    out().println(String.format(Locale.ROOT, format, values));
  }
}
