package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.Main;
import picocli.CommandLine;

/** {@code pathline effects --panel --dose} as an analyst calls it. */
class EffectsByDoseTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int effects(List<String> lines, String... more) throws IOException {
    Path file = directory.resolve("panel.csv");
    Files.write(file, lines);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(
        Stream.concat(
                Stream.of(
                    "effects",
                    "--panel",
                    file.toString(),
                    "--unit",
                    "id",
                    "--time",
                    "year",
                    "--treated",
                    "first",
                    "--outcome",
                    "y"),
                Stream.of(more))
            .toArray(String[]::new));
  }

  /** The effect of dose d is 3 d, to the digit; those that never adopt have no dose. */
  private static List<String> lines(int units) {
    List<String> lines = new ArrayList<>(List.of("id,year,first,d,y"));
    for (int unit = 0; unit < units; unit++) {
      boolean adopts = unit % 2 == 0;
      for (int year = 2000; year < 2004; year++) {
        double dose = (unit + 1.0) / units;
        double effect = adopts && year >= 2002 ? 3 * dose : 0;
        lines.add(
            unit
                + ","
                + year
                + ","
                + (adopts ? 2002 : 0)
                + ","
                + (adopts ? dose : "NA")
                + ","
                + (unit + 0.5 * year + effect));
      }
    }
    return lines;
  }

  @Test
  void aLineInTheDoseHasItsSlopeEverywhere() throws IOException {
    assertThat(effects(lines(40), "--dose", "d", "--format", "json")).as(err.toString()).isZero();
    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertThat(answer.get("units").asInt()).isEqualTo(20);
    for (JsonNode row : answer.get("rows")) {
      double expected =
          switch (row.get("type").asText()) {
            case "att" -> 3 * row.get("dose").asDouble();
            case "overallAtt" -> 3 * 20.0 / 40;
            default -> 3;
          };
      assertThat(row.get("estimate").asDouble()).isCloseTo(expected, within(1e-6));
    }
    assertThat(answer.get("rows")).hasSize(2 + 2 * 90);
    assertThat(answer.get("assumptions")).hasSize(2);
  }

  @Test
  void tooFewDosesSayThatTheShapeIsNotIdentified() throws IOException {
    assertThat(effects(lines(6), "--dose", "d")).as(err.toString()).isZero();
    assertThat(out.toString()).contains("the shape is not identified");
  }

  @Test
  void aDoseThatChangesWithinAUnitIsAnErrorThatSaysWhatToWrite() throws IOException {
    List<String> lines = lines(10);
    lines.set(1, "0,2000,2002,0,1");
    assertThat(effects(lines, "--dose", "d")).isNotZero();
    assertThat(err.toString()).contains("d: changes within unit 0");
  }

  @Test
  void optionsOfTheDoseAreRefusedWhereTheyMeanNothing() throws IOException {
    assertThat(effects(lines(10), "--knots", "1")).isEqualTo(2);
    assertThat(effects(lines(10), "--dose", "d", "--degree", "0")).isEqualTo(2);
    assertThat(effects(lines(10), "--dose")).isEqualTo(2);
    assertThat(err.toString())
        .contains("--degree and --knots need")
        .contains("--degree: is 0")
        .contains("--dose: with --panel it names a column");
  }
}
