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

/** {@code pathline effects --betahat --sigma} as an analyst calls it. */
class EffectsOfAnEventStudyTest {
  /** Benzarti and Carloni's event study, as R's HonestDiD ships it. */
  private static final Path CASE =
      Path.of("..", "streams", "src", "test", "resources", "cases", "honestdid");

  private static final Path BETAHAT = CASE.resolve("betahat.csv");
  private static final Path SIGMA = CASE.resolve("sigma.csv");

  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int effects(Path betahat, Path sigma, String... more) {
    out.getBuffer().setLength(0);
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(
        Stream.concat(
                Stream.of("effects", "--betahat", betahat.toString(), "--sigma", sigma.toString()),
                Stream.of(more))
            .toArray(String[]::new));
  }

  private JsonNode json(Path betahat, Path sigma, String... more) throws IOException {
    String[] all =
        Stream.concat(Stream.of(more), Stream.of("--format", "json")).toArray(String[]::new);
    assertThat(effects(betahat, sigma, all)).as(err.toString()).isZero();
    return new ObjectMapper().readTree(out.toString());
  }

  @Test
  void whatWasPublishedComesOutAgain() throws IOException {
    JsonNode expected = new ObjectMapper().readTree(CASE.resolve("expected.json").toFile());
    JsonNode answer = json(BETAHAT, SIGMA, "--mbar", "0.5,1,1.5,2", "--m", "0,0.1,0.2,0.3");
    assertThat(answer.get("reference").asInt()).isEqualTo(2008);
    JsonNode first = answer.get("targets").get(1);
    assertThat(first.get("effect").asText()).isEqualTo("2009");
    for (int i = 0; i < 4; i++) {
      JsonNode relative = expected.get("C-LF_DeltaRM_first_post_run").get(i);
      assertThat(first.get("byMbar").get(i).get("low").asDouble())
          .isCloseTo(relative.get("lb").asDouble(), within(1e-9));
      JsonNode smooth = expected.get("FLCI_DeltaSD_first_post_exact").get(i);
      assertThat(first.get("byM").get(i).get("high").asDouble())
          .isCloseTo(smooth.get("ub").asDouble(), within(1e-6));
    }
    assertThat(first.get("breakdownMbar").asDouble()).isBetween(1.5, 2.0);
    assertThat(first.get("pretest")).hasSize(2);
    assertThat(answer.get("equivalence").get("p").isNull()).isTrue();
  }

  /** He and Wang (2017): slope found in half of states, and means after passing, by `pretrends`. */
  @Test
  void whatAPretestMissesIsWhatWasPublished() throws IOException {
    Path directoryOfCase = CASE.resolveSibling("pretrends");
    JsonNode answer =
        json(directoryOfCase.resolve("betahat.csv"), directoryOfCase.resolve("sigma.csv"));
    assertThat(answer.get("reference").asInt()).isEqualTo(-1);
    double[] after = {0.0649147, 0.1208691, 0.1694932, 0.2245753};
    for (int i = 0; i < after.length; i++) {
      JsonNode half = answer.get("targets").get(1 + i).get("pretest").get(0);
      // It takes 1.959964 for the 1.96 that R's package and this one take.
      assertThat(half.get("slope").asDouble()).isCloseTo(0.0520662478209672, within(5e-6));
      assertThat(half.get("afterPassing").asDouble()).isCloseTo(after[i], within(2e-5));
    }
  }

  /** Six coefficients of an AR(1) covariance, with R's `pretrends` 0.1.0 and mvtnorm 1.3-3. */
  @Test
  void slopesAreThoseOfRToTheNoiseOfItsIntegration() throws IOException {
    double[] errors = {0.05, 0.045, 0.04, 0.1, 0.11, 0.12};
    StringBuilder sigma = new StringBuilder();
    for (int i = 0; i < errors.length; i++) {
      for (int j = 0; j < errors.length; j++) {
        sigma.append(Math.pow(0.5, Math.abs(i - j)) * errors[i] * errors[j]).append(' ');
      }
      sigma.append(System.lineSeparator());
    }
    Path betahat =
        Files.writeString(
            directory.resolve("b.csv"), "-4 .012\n-3 -.008\n-2 .021\n0 .18\n1 .24\n2 .31\n");
    JsonNode answer = json(betahat, Files.writeString(directory.resolve("s.csv"), sigma));
    JsonNode pretest = answer.get("targets").get(1).get("pretest");
    assertThat(pretest.get(0).get("slope").asDouble()).isCloseTo(0.0279016, within(5e-5));
    assertThat(pretest.get(1).get("slope").asDouble()).isCloseTo(0.0424250, within(5e-5));
  }

  /** Headers, names of rows, an explicit reference, another order: all say the same. */
  @Test
  void otherSpellingsOfTheSameStudyGiveTheSameAnswer() throws IOException {
    JsonNode plain = json(BETAHAT, SIGMA);
    List<String> coefficients = Files.readAllLines(BETAHAT);
    List<String> covariance = Files.readAllLines(SIGMA);
    List<String> named = new ArrayList<>(List.of("\"year\",\"estimate\""));
    List<String> matrix = new ArrayList<>(List.of(",a,b,c,d,ref,e,f,g,h"));
    for (int i = 0; i < 8; i++) {
      if (i == 4) {
        named.add("2008,0");
        matrix.add("ref" + ",0".repeat(9));
      }
      named.add(coefficients.get(i).replace(" ", ""));
      List<String> row = new ArrayList<>(List.of(covariance.get(i).strip().split("\\s*,\\s*")));
      row.add(4, "0");
      matrix.add("row" + i + "," + String.join(",", row));
    }
    Path betahat = Files.write(directory.resolve("named.csv"), named);
    Path sigma = Files.write(directory.resolve("matrix.csv"), matrix);
    assertThat(json(betahat, sigma)).isEqualTo(plain);
    assertThat(json(BETAHAT, SIGMA, "--reference", "2008")).isEqualTo(plain);
  }

  @Test
  void oneTimeBeforeAndOneAfterAreEnough() throws IOException {
    Path betahat = Files.writeString(directory.resolve("b.csv"), "-2,0.01\n0,0.2\n");
    Path sigma = Files.writeString(directory.resolve("s.csv"), "0.0004,0.0001\n0.0001,0.0009\n");
    JsonNode answer = json(betahat, sigma, "--bound", "0.1");
    JsonNode only = answer.get("targets").get(1);
    assertThat(answer.get("reference").asInt()).isEqualTo(-1);
    assertThat(only.get("breakdownMbar").asDouble()).isPositive();
    assertThat(only.get("breakdownM").asDouble()).isPositive();
    assertThat(answer.get("equivalence").get("p").asDouble()).isLessThan(0.05);
    assertThat(effects(betahat, sigma, "--format", "csv")).isZero();
    assertThat(out.toString())
        .startsWith("effect,restriction,bound,estimate,low,high\naverage,orig");
  }

  @Test
  void whatCannotBeUsedIsSaid() throws IOException {
    Path two = Files.writeString(directory.resolve("two.csv"), "1,0.1\n2,0.2\n");
    Path small = Files.writeString(directory.resolve("small.csv"), "0.01\n");
    Path good = Files.writeString(directory.resolve("good.csv"), "0.01,0\n0,0.01\n");
    Path skewed = Files.writeString(directory.resolve("skewed.csv"), "0.01,0.005\n0.001,0.01\n");
    assertThat(effects(two, small)).isNotZero();
    assertThat(err.toString()).contains("2 coefficients need 2 rows");
    assertThat(effects(two, good)).isNotZero();
    assertThat(err.toString()).contains("no time is missing").contains("--reference");
    assertThat(effects(two, skewed, "--reference", "0")).isNotZero();
    assertThat(err.toString()).contains("a covariance is symmetric");
    assertThat(effects(two, good, "--reference", "0", "--mbar", "-1")).isEqualTo(2);
    assertThat(effects(directory.resolve("none.csv"), good)).isNotZero();
    assertThat(err.toString()).contains("there is no file");
    CommandLine line = Main.commandLine().setErr(new PrintWriter(err));
    assertThat(line.execute("effects", "--betahat", two.toString())).isEqualTo(2);
    assertThat(err.toString()).contains("need each other");
  }
}
