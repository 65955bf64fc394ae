package org.pathline.operations;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program of the operators' that tests use where it is installed, and skip visibly elsewhere. */
public final class OperatorTool {
  private static final long PATIENCE_SECONDS = 120;

  private final Path program;

  private OperatorTool(Path program) {
    this.program = program;
  }

  /** How a program ended and what it said on both outputs. */
  record Ended(int exitCode, String said) {}

  /** The program of that name on the path; aborts the test that asks where there is none. */
  public static OperatorTool orSkip(String name, String debianPackage) {
    Path found =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .map(directory -> Path.of(directory, name))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    assumeTrue(
        found != null,
        "skipped: no " + name + " here (Debian's package " + debianPackage + " has it)");
    return new OperatorTool(found);
  }

  /** Runs it to its end. */
  Ended run(Path directory, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Path said = Files.createTempFile("operator-tool-", ".out");
    try {
      Process process = start(directory, environment, said, arguments);
      assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS))
          .as(program + " ends")
          .isTrue();
      return new Ended(process.exitValue(), Files.readString(said, UTF_8));
    } finally {
      Files.delete(said);
    }
  }

  /** Starts it, with both outputs going to a file. */
  public Process start(
      Path directory, Map<String, String> environment, Path output, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile());
    builder.environment().putAll(environment);
    return builder.start();
  }
}
