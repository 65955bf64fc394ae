package org.pathline.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pathline.Main;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

/** The worked examples of the page on importing say what the program says. */
class ImportPageTest {
  private static final String PROMPT = "    $ ./pathline ";

  @TempDir private Path directory;

  /** Each example: its command, then what it prints. */
  static Stream<List<String>> examples() throws IOException {
    List<List<String>> examples = new ArrayList<>();
    List<String> current = null;
    for (String line : Files.readAllLines(Path.of("IMPORT.md"))) {
      if (line.startsWith(PROMPT)) {
        current = new ArrayList<>(List.of(line.substring(PROMPT.length())));
        examples.add(current);
      } else if (current != null && line.startsWith("    ")) {
        current.add(line.substring(4));
      } else {
        current = null;
      }
    }
    return examples.stream();
  }

  @ParameterizedTest
  @MethodSource("examples")
  void anExamplePrintsWhatThePageSays(List<String> example) {
    List<String> arguments = new ArrayList<>();
    for (String argument : example.get(0).split(" ")) {
      arguments.add(argument.startsWith("src/") ? argument.substring(4) : argument);
    }
    arguments.addAll(List.of("--rejected", directory.resolve("rejected.csv").toString()));
    StringWriter text = new StringWriter();
    CommandLine command = Main.commandLine();
    command.setOut(new PrintWriter(text)).setErr(new PrintWriter(text));
    assertThat(command.execute(arguments.toArray(String[]::new))).as(text.toString()).isZero();
    List<String> said = example.stream().skip(1).filter(line -> !line.equals("…")).toList();
    assertThat(said).hasSizeGreaterThan(5);
    assertThat(text.toString().lines().toList()).containsSubsequence(said);
  }

  static Stream<Path> maps() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("test/resources/imports"))) {
      return files.filter(file -> file.toString().endsWith(".yaml")).toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("maps")
  void thePageShowsTheMappingFileOfTheExample(Path map) throws IOException {
    String text = Files.readString(map);
    assertThat(new Yaml().<Object>load(text)).isNotNull();
    assertThat(Files.readString(Path.of("IMPORT.md"))).contains(text);
  }
}
