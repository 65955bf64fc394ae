package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.Main;
import org.pathline.release.ReleasedTables;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine;

/** {@code pathline release --cells} and {@code --verify} as a publisher calls them. */
class ReleaseOfATableTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path cells;

  /** One school with few students of one race; the other races and schools have many. */
  @BeforeEach
  void table() throws IOException {
    cells = directory.resolve("counts.csv");
    Files.write(
        cells,
        List.of(
            "school,race,students",
            "S1,ASIAN,4",
            "S1,BLACK,31",
            "S1,WHITE,60",
            "S2,ASIAN,25",
            "S2,BLACK,40",
            "S2,WHITE,81"));
  }

  private int pathline(String... words) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return line.execute(words);
  }

  private Path release(String name, String... more) {
    Path place = directory.resolve(name);
    String[] words =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.of(
                    "release",
                    "--cells=" + cells,
                    "--count=students",
                    "--by=school,race",
                    "--out=" + place),
                java.util.stream.Stream.of(more))
            .toArray(String[]::new);
    assertThat(pathline(words)).as(err.toString()).isZero();
    return place;
  }

  @Test
  void theSmallCountIsWithheldWithThreeThatWouldTellIt() throws IOException {
    List<String> lines = Files.readAllLines(release("first").resolve("outcomes.csv"));
    assertThat(lines)
        .startsWith("school,race,outcome,members,observed,attained,rate,rateLow,rateHigh")
        .contains("all,all,,241,,,,,", "S1,ASIAN,,,,,,,", "S1,all,,95,,,,,");
    assertThat(lines.stream().filter(line -> line.matches("S[12],[A-Z]+,,,,,,,"))).hasSize(4);
    assertThat(out).asString().contains("12 counts, 1 withheld").contains("3 to protect");
  }

  @Test
  void theSameInputsGiveTheSameBytes() throws IOException {
    Path first = release("first");
    Path second = release("second");
    for (String file : List.of("outcomes.csv", "outcomes.json", "manifest.json")) {
      assertThat(second.resolve(file)).hasSameBinaryContentAs(first.resolve(file));
    }
  }

  @Test
  void anAttackFindsTheWidthThatWasPromised() throws IOException {
    Path first = release("first");
    out.getBuffer().setLength(0);
    assertThat(pathline("release", "--format=json", "--verify", first.toString())).isZero();
    JsonNode said = new ObjectMapper().readTree(out.toString());
    assertThat(said.path("withheld").asInt()).isEqualTo(4);
    assertThat(said.path("narrowestWidth").asDouble()).isGreaterThanOrEqualTo(10);
    assertThat(said.path("narrowest").get(0).path("low").asDouble()).isGreaterThanOrEqualTo(0);
  }

  @Test
  void releasesAreAskedInSqlWithoutACluster() throws IOException {
    Path first = release("first");
    Path second = release("second");
    out.getBuffer().setLength(0);
    assertThat(
            pathline(
                "sql",
                "--format=csv",
                "--release=" + first,
                "--release=" + second,
                "select release, sum(members) as n, count(*) - count(members) as withheld"
                    + " from released_outcomes where race <> 'all' and school <> 'all'"
                    + " group by all order by 1"))
        .as(err.toString())
        .isZero();
    assertThat(out.toString().lines())
        .containsExactly("release,n,withheld", "first,141,4", "second,141,4");
    assertThat(pathline("release", "--cells=" + cells, "--by=school", "--with=effects", "--out=x"))
        .isEqualTo(2);
    assertThat(err).asString().contains("not of --cells");
  }

  /**
   * A year later one more student came, which another release shows without a look at the first.
   */
  @Test
  void releasesAreServedTogetherWhereTheyWereMadeWithEachOther() throws IOException {
    Path first = release("first");
    Files.writeString(cells, Files.readString(cells).replace("S1,ASIAN,4", "S1,ASIAN,5"));
    Path with = release("with", "--after=" + first);
    Path without = release("without");
    assertThat(ReleasedTables.readTogether(List.of(first, with)).names())
        .containsExactly("first", "with");
    assertThat(pathline("release", "--verify", first.toString(), with.toString())).isZero();
    for (List<Path> together : List.of(List.of(first, without), List.of(first, with, without))) {
      assertThatThrownBy(() -> ReleasedTables.readTogether(together))
          .isInstanceOf(Unanswerable.class)
          .hasMessageContaining("made without each other")
          .hasMessageContaining("--after");
    }
  }

  @Test
  void formsThatTheTablesCannotHaveAreNamed() {
    assertThat(pathline("release", "--by=schoolId", "--with=effects", "--out=x")).isEqualTo(2);
    assertThat(err).asString().contains("add --by districtId,schoolId,anchorYear");
    assertThat(pathline("release", "--by=schoolId", "--with=equity", "--out=x")).isEqualTo(2);
    assertThat(err).asString().contains("raceEthnicity or economicallyDisadvantaged");
    assertThat(pathline("release", "--by=schoolId", "--with=gaps", "--out=x")).isEqualTo(2);
    assertThat(err).asString().contains("there are effects equity sorting");
  }

  @Test
  void aSecondReleaseNamesTheFirstAndBothHoldTogether() throws IOException {
    Path first = release("first");
    Files.writeString(cells, Files.readString(cells).replace("S2,WHITE,81", "S2,WHITE,83"));
    Path second = release("second", "--after=" + first);
    assertThat(new ObjectMapper().readTree(second.resolve("manifest.json").toFile()).path("after"))
        .hasSize(1);
    assertThat(pathline("release", "--verify", first.toString(), second.toString())).isZero();
  }

  @Test
  void aReleaseThatTellsIsFound() throws IOException {
    Path weak = release("weak", "--min-width=2");
    Path manifest = weak.resolve("manifest.json");
    // Only the promise is made greater: the tables stay as they are.
    Files.writeString(
        manifest, Files.readString(manifest).replace("\"minWidth\" : 2", "\"minWidth\" : 1000"));
    assertThat(pathline("release", "--verify", weak.toString())).isEqualTo(3);
    assertThat(out).asString().contains("TOO NARROW");
  }

  @Test
  void whatWasChangedIsNoRelease() throws IOException {
    Path first = release("first");
    Path tables = first.resolve("outcomes.csv");
    Files.writeString(tables, Files.readString(tables).replace("S1,all,,95", "S1,all,,96"));
    assertThat(pathline("release", "--verify", first.toString())).isEqualTo(1);
    assertThat(err).asString().contains("is not what was released");
  }

  @Test
  void nothingIsWrittenOverAndMistakesAreNamed() throws IOException {
    Path first = release("first");
    assertThat(
            pathline(
                "release", "--cells=" + cells, "--count=students", "--by=school", "--out=" + first))
        .isEqualTo(1);
    assertThat(err).asString().contains("is not empty");
    assertThat(pathline("release", "--cells=" + cells, "--by=school", "--out=" + directory + "/x"))
        .isEqualTo(1);
    assertThat(err).asString().contains("there is no column 'count'");
    assertThat(pathline("release", "--by=nonsense", "--out=" + directory.resolve("y")))
        .isEqualTo(2);
    assertThat(err).asString().contains("there is no dimension 'nonsense'");
    assertThat(pathline("release", "--by=schoolId")).isEqualTo(2);
    assertThat(pathline("release", "--verify", directory.toString())).isEqualTo(1);
    assertThat(err).asString().contains("has no manifest.json");
  }
}
