package org.pathline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathline.Main;
import org.pathline.domain.fact.SchoolEnrollment;
import picocli.CommandLine;

/** A bundle of simulated students counts what their import files count, cell by cell. */
class ImportedBundlesTest {
  private static final long SEED = 11;
  private static final Parameters PARAMETERS =
      new Parameters(60, SEED, 0, Parameters.DEFAULT_EFFECT, false);

  @TempDir private Path directory;

  private Path importFiles() throws IOException {
    Path files = Files.createDirectories(directory.resolve("csv"));
    new Simulation(PARAMETERS).write(files, students -> {});
    return files;
  }

  /** The bundle imported into import files, beside those of what it cannot say. */
  private Path imported(BundleFormat format) throws IOException {
    Path whole = Files.createDirectories(directory.resolve("bundle"));
    SimulatedBundle.write(format, PARAMETERS, whole, students -> {});
    String name = format.name().toLowerCase(Locale.ROOT);
    Path out = directory.resolve("imported");
    StringWriter text = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
    int exit =
        command.execute(
            "import",
            name,
            whole.resolve(name).toString(),
            "--map",
            whole.resolve(SimulatedBundle.MAP).toString(),
            "--out",
            out.toString(),
            "--rejected",
            directory.resolve("rejected.csv").toString());
    assertThat(exit).as(text.toString()).isZero();
    try (Stream<Path> others = Files.list(whole.resolve(SimulatedBundle.FACTS))) {
      for (Path other : others.toList()) {
        Path to = out.resolve(other.getFileName());
        List<String> lines = Files.readAllLines(other);
        Files.write(
            to,
            Files.exists(to) ? lines.subList(1, lines.size()) : lines,
            StandardOpenOption.CREATE,
            StandardOpenOption.APPEND);
      }
    }
    return out;
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CSV")
  void everyCellIsThatOfTheImportFiles(BundleFormat format) throws IOException {
    System.out.println("seed " + SEED);
    DerivedState expected = DerivedState.of(importFiles());
    DerivedState found = DerivedState.of(imported(format));
    assertThat(expected.cells()).hasSizeGreaterThan(15);
    assertThat(found.cells()).containsExactlyInAnyOrderEntriesOf(expected.cells());
  }

  @Test
  void aStayThatIsLostOnTheWayIsNoticed() throws IOException {
    Path files = importFiles();
    DerivedState all = DerivedState.of(files);
    DerivedState fewer =
        DerivedState.of(
            files,
            fact ->
                !(fact instanceof SchoolEnrollment stay)
                    || !List.of("08", "09").contains(stay.gradeLevel())
                    || stay.envelope().studentId().hashCode() % 7 != 0);
    assertThat(fewer.cells()).isNotEqualTo(all.cells());
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "CSV")
  void noNameAndNoTeacherLeavesTheReader(BundleFormat format) throws IOException {
    Path out = imported(format);
    try (Stream<Path> files = Files.list(out)) {
      assertThat(files.toList())
          .isNotEmpty()
          .allSatisfy(
              file ->
                  assertThat(file).content().doesNotContain("Given", "Family", "T-D0", "@example"));
    }
  }
}
