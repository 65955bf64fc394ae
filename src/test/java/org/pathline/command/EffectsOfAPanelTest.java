package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.Main;
import picocli.CommandLine;

/** {@code pathline effects --panel} as an analyst calls it. */
class EffectsOfAPanelTest {
  @TempDir private Path directory;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private Path file;

  /** Two units treated in 2002, three never; the treated gain 5 in 2002 and 7 in 2003. */
  @BeforeEach
  void panel() throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,year,first,y"));
    for (int unit = 0; unit < 5; unit++) {
      for (int year = 2000; year < 2004; year++) {
        boolean treated = unit < 2;
        double wobble = 0.25 * ((unit * 7 + year * 3) % 4);
        double effect = !treated || year < 2002 ? 0 : year == 2002 ? 5 : 7;
        lines.add(
            unit + "," + year + "," + (treated ? 2002 : 0) + "," + (unit + year + effect + wobble));
      }
    }
    lines.add("9,2000,0,1");
    file = directory.resolve("panel.csv");
    Files.write(file, lines);
  }

  private int effects(String... more) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words =
        Stream.concat(
                Stream.of("effects", "--panel", file.toString(), "--unit", "id", "--time", "year"),
                Stream.concat(Stream.of("--treated", "first"), Stream.of(more)))
            .toArray(String[]::new);
    return line.execute(words);
  }

  private List<NamedCsvRecord> rows(String type) {
    return CsvReader.builder().ofNamedCsvRecord(out.toString()).stream()
        .filter(row -> row.getField("estimator").equals("cs"))
        .filter(row -> row.getField("type").equals(type))
        .toList();
  }

  @Test
  void csvHasEveryRowAndNotesGoElsewhere() {
    assertThat(effects("--outcome", "y", "--format", "csv")).isZero();
    assertThat(out.toString().lines().findFirst())
        .contains(
            "outcome,subgroup,estimator,type,group,time,estimate,se,low,high,bandLow,bandHigh");
    assertThat(rows("attgt"))
        .extracting(row -> row.getField("group") + " " + row.getField("time"))
        .containsExactly("2002 2001", "2002 2002", "2002 2003");
    assertThat(rows("event"))
        .extracting(row -> row.getField("group") + row.getField("time"))
        .containsExactly("-1", "0", "1");
    assertThat(rows("group")).extracting(row -> row.getField("time")).containsExactly("");
    assertThat(rows("calendar")).extracting(row -> row.getField("time")).contains("2002", "2003");
    NamedCsvRecord overall = rows("overall").get(0);
    assertThat(Double.parseDouble(overall.getField("estimate"))).isCloseTo(6, within(0.8));
    assertThat(Double.parseDouble(overall.getField("low")))
        .isLessThan(Double.parseDouble(overall.getField("high")));
    assertThat(err.toString()).contains("1 units left out: not there at all times (9)");
  }

  @Test
  void theUniversalBaseIsZeroWithoutAnError() {
    assertThat(effects("--outcome", "y", "--base", "universal", "--format", "csv")).isZero();
    NamedCsvRecord base =
        rows("attgt").stream().filter(row -> row.getField("time").equals("2001")).toList().get(0);
    assertThat(base.getField("estimate")).isEqualTo("0.0");
    assertThat(base.getField("se") + base.getField("low") + base.getField("bandHigh")).isEmpty();
  }

  @Test
  void jsonHoldsEverything() throws IOException {
    assertThat(effects("--outcome", "y", "--format", "json", "--seed", "11")).isZero();
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertThat(json.at("/specification/comparison").asText()).isEqualTo("NOT_YET_TREATED");
    assertThat(json.at("/sample/dropped/0/reason").asText()).isEqualTo("MISSING_TIMES");
    assertThat(json.at("/bands/seed").asLong()).isEqualTo(11);
    assertThat(json.at("/overall/calendar/estimate").isNumber()).isTrue();
    assertThat(json.at("/placeboTest/df").asInt()).isEqualTo(1);
    // Group-time effects and their means, then imputation: two horizons and all of them.
    assertThat(json.at("/rows").size()).isEqualTo(3 + 3 + 1 + 2 + 1 + 2 + 1);
    assertThat(json.at("/rows/12/estimator").asText()).isEqualTo("imputation");
    assertThat(json.at("/rows/12/estimate").asDouble()).isCloseTo(6, within(0.8));
    assertThat(json.at("/forbidden/share").asDouble()).isZero();
    assertThat(json.at("/pretrends/slope").isMissingNode()).isFalse();
    assertThat(json.at("/randomization/p").asDouble()).isBetween(0.0, 1.0);
  }

  @Test
  void aWrongCallSaysWhatIsMissing() {
    assertThat(effects("--format", "csv")).isEqualTo(2);
    assertThat(err.toString()).contains("--outcome COLUMN is missing");
    assertThat(effects("--outcome", "y", "--draws", "10")).isEqualTo(2);
    assertThat(effects("--outcome", "z")).isEqualTo(1);
    assertThat(err.toString()).contains("there is no column 'z'; there are id year first y");
  }

  @Test
  void aPanelWithoutAdoptionSaysSo() throws IOException {
    Files.write(file, List.of("id,year,first,y", "a,2000,0,1", "a,2001,0,2"));
    assertThat(effects("--outcome", "y")).isEqualTo(1);
    assertThat(err.toString())
        .contains("nothing can be compared")
        .contains("units under the policy: none; never: ");
  }

  /** One column of the effects or means of one type, by group and time. */
  private Map<String, Double> column(String type, String column) {
    Map<String, Double> values = new TreeMap<>();
    for (NamedCsvRecord row : rows(type)) {
      String value = row.getField(column);
      values.put(
          (row.getField("group") + " " + row.getField("time")).strip(),
          value.isEmpty() ? null : Math.rint(1e9 * Double.parseDouble(value)) / 1e9);
    }
    return values;
  }

  /** Eight units treated in 2006 of which each is affected some years before, and eight never. */
  private void anticipated(int years) throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,year,first,y"));
    for (int unit = 0; unit < 16; unit++) {
      for (int year = 2000; year < 2009; year++) {
        boolean treated = unit % 2 == 0;
        double effect = !treated || year < 2006 - years ? 0 : year < 2006 ? 1 : 3;
        // The same pairs of wobbles among the treated and the others.
        int pair = unit / 2;
        double wobble = 0.25 * ((pair * 7 + year * year * 3 + pair * pair * (year % 10)) % 17);
        lines.add(unit + "," + year + "," + (treated ? 2006 : 0) + "," + (unit + effect + wobble));
      }
    }
    Files.write(file, lines);
  }

  @ParameterizedTest
  @CsvSource({"1, varying", "2, varying", "3, varying", "2, universal", "3, universal"})
  void anticipationIsMeasuredFromTheTimeBeforeIt(int years, String base) throws IOException {
    anticipated(years);
    assertThat(
            effects(
                "--outcome", "y", "--anticipation", "" + years, "--base", base, "--format", "csv"))
        .isZero();
    Map<String, Double> events = column("event", "estimate");
    for (int event = -5; event <= 2; event++) {
      double truth = event < -years ? 0 : event < 0 ? 1 : 3;
      assertThat(Objects.requireNonNull(events.get("" + event)))
          .as("event " + event)
          .isCloseTo(truth, within(1e-9));
    }
    assertThat(err.toString()).contains("p = 1.0000 (a diagnostic");
  }

  @ParameterizedTest
  @ValueSource(strings = {"varying", "universal"})
  void adoptionsBetweenTheTimesThatAreObservedAreGroupsOfTheirOwn(String base) throws IOException {
    // True effects 2 and 4 of those of 2012, 2 and 6 of those of 2013, at 2013 and 2015.
    List<String> lines = new ArrayList<>(List.of("id,year,first,y"));
    for (int unit = 0; unit < 12; unit++) {
      int first = List.of(2012, 2013, -1).get(unit % 3);
      for (int year = 2009; year <= 2015; year += 2) {
        double effect = first < 0 || year < first ? 0 : year == 2013 ? 2 : first == 2012 ? 4 : 6;
        double wobble = 0.5 * ((unit / 3 * 3 + year) % 4);
        lines.add(unit + "," + year + "," + first + "," + (unit + effect + wobble));
      }
    }
    Files.write(file, lines);
    assertThat(effects("--outcome", "y", "--base", base, "--format", "csv")).isZero();
    assertThat(column("attgt", "estimate"))
        .containsEntry("2012 2013", 2.0)
        .containsEntry("2012 2015", 4.0)
        .containsEntry("2013 2013", 2.0)
        .containsEntry("2013 2015", 6.0);
    assertThat(column("event", "estimate"))
        .containsEntry("0", 2.0)
        .containsEntry("1", 2.0)
        .containsEntry("2", 6.0)
        .containsEntry("3", 4.0);
    assertThat(column("overall", "estimate")).containsEntry("", 3.5);
    assertThat(err.toString())
        .contains("two-way fixed effects would say 3.5000")
        .doesNotContain("NaN");
  }

  @Test
  void aGroupOfOneUnitHasNoErrorAndTheOverallEffectSaysSo() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(line -> line.startsWith("9,"));
    for (int year = 2000; year < 2004; year++) {
      lines.add("7," + year + ",2003," + (7 + year + 0.3 * (year % 3)));
    }
    Files.write(file, lines);
    assertThat(effects("--outcome", "y", "--format", "csv")).isZero();
    assertThat(column("attgt", "se").get("2003 2003")).isNull();
    assertThat(column("attgt", "se").get("2002 2003")).isPositive();
    assertThat(column("group", "low").get("2003")).isNull();
    assertThat(column("group", "low").get("2002")).isNotNull();
    assertThat(column("overall", "low").get("")).isNull();
    assertThat(column("overall", "estimate").get("")).isNotNull();
    assertThat(err.toString())
        .contains("have no error: those of the groups of 2003")
        .contains("the overall effect rests on such effects, so that it has no interval")
        .doesNotContain("would be missed");
  }

  @Test
  void whatRestsOnOneUnitHasNoIntervalsUnderDriftEither() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(line -> line.startsWith("9,") || line.startsWith("1,"));
    Files.write(file, lines);
    assertThat(effects("--outcome", "y", "--format", "json")).isZero();
    JsonNode answer = new ObjectMapper().readTree(out.toString());
    assertThat(answer.has("sensitivity")).isFalse();
    assertThat(answer.get("leads").findValues("se")).isNotEmpty().allMatch(JsonNode::isNull);
    assertThat(answer.get("bands").findValues("bootstrapErrors").toString())
        .doesNotContainPattern("[0-9]");
    effects("--outcome", "y");
    assertThat(out.toString()).contains("has no interval").doesNotContain("stands drift");
  }

  @ParameterizedTest
  @ValueSource(strings = {"first", "half"})
  void unitsOfOneClusterErrAsOneDoes(String column) throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,year,first,y,half"));
    for (int unit = 0; unit < 12; unit++) {
      for (int year = 2000; year < 2008; year++) {
        int first = unit < 4 ? 2004 : 0;
        double wobble = Math.sin(unit * 7.3 + year * 3.1);
        double gain = first > 0 && year >= first ? 2 : 0;
        // The treated are of one cluster, the others of one, or of four.
        int half = unit < 4 ? 9 : unit % 4;
        lines.add(unit + "," + year + "," + first + "," + (wobble + gain) + "," + half);
      }
    }
    Files.write(file, lines);
    assertThat(effects("--outcome", "y", "--format", "csv", "--cluster", column)).isZero();
    assertThat(column("overall", "se").values()).containsOnlyNulls();
    assertThat(column("attgt", "se").values()).containsOnlyNulls();
    assertThat(err.toString())
        .contains("effects of one " + column + ", or against one, have no error")
        .contains("has no interval", "there is no effect before adoption to test")
        .doesNotContain("stands drift");
    assertThat(effects("--outcome", "y", "--format", "csv")).isZero();
    assertThat(column("overall", "se").get("")).isPositive();
  }

  @Test
  void aComparisonOfOneUnitHasNoErrorEither() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(line -> line.startsWith("9,") || line.startsWith("3,") || line.startsWith("4,"));
    Files.write(file, lines);
    assertThat(effects("--outcome", "y", "--format", "csv")).isZero();
    assertThat(column("attgt", "se").values()).containsOnlyNulls();
    assertThat(column("overall", "se").values()).containsOnlyNulls();
  }

  @Test
  void aTimeAtWhichFewAreObservedIsNamedAndCanBeLeftOut() throws IOException {
    List<String> lines = new ArrayList<>(Files.readAllLines(file));
    lines.removeIf(line -> line.startsWith("9,"));
    lines.add("0,2004,2002,2011");
    lines.add("3,2004,0,2007.5");
    Files.write(file, lines);
    assertThat(effects("--outcome", "y", "--format", "csv")).isZero();
    assertThat(err.toString())
        .contains("at 2004 only 2 of 5 units are observed; --drop-thin-times")
        .contains("3 units left out: not there at all times");
    out.getBuffer().setLength(0);
    err.getBuffer().setLength(0);
    assertThat(effects("--outcome", "y", "--format", "csv", "--drop-thin-times")).isZero();
    assertThat(err.toString())
        .contains("at 2004 only 2 of 5 units are observed, so the time is left out")
        .doesNotContain("units left out");
    assertThat(Objects.requireNonNull(column("overall", "estimate").get("")))
        .isCloseTo(6, within(0.8));
    assertThat(effects("--outcome", "y", "--drop-thin-times", "--format", "json")).isZero();
    assertThat(out.toString()).contains("\"thinTimes\"").doesNotContain("NaN");
  }

  /** Panels from public reports, where they are at hand. */
  private Path given(String name) {
    String named = System.getProperty("pathline.shared");
    Path root = Path.of("").toAbsolutePath();
    while (root.getParent() != null && !Files.exists(root.resolve("mvnw"))) {
      root = root.getParent();
    }
    Path shared = named == null ? root.resolveSibling("shared") : Path.of(named);
    Path panel = shared.resolve(Path.of("cases", "field", name, "panel.csv"));
    assumeThat(panel).as("the given cases are absent; set -Dpathline.shared to try them").exists();
    return panel;
  }

  private void ofSchools(Path panel, String... more) {
    CommandLine line = Main.commandLine();
    line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    String[] words =
        Stream.concat(
                Stream.of("effects", "--panel", panel.toString(), "--unit", "school"),
                Stream.concat(
                    Stream.of("--time=year", "--treated=first", "--outcome=y", "--format=csv"),
                    Stream.of(more)))
            .toArray(String[]::new);
    assertThat(line.execute(words)).as(err.toString()).isZero();
  }

  @Test
  void theGivenAnticipationOfTwoYearsComesOut() {
    ofSchools(given("21-anticipation-of-two-years"), "--anticipation=2");
    assertThat(column("event", "estimate"))
        .containsEntry("-2", 1.0)
        .containsEntry("-1", 1.0)
        .containsEntry("0", 3.0)
        .containsEntry("2", 3.0);
    assertThat(err.toString()).contains("df = 2, p = 1.0000");
  }

  @Test
  void theGivenBiennialPanelComesOut() {
    ofSchools(given("24-biennial-panel"));
    assertThat(column("attgt", "estimate"))
        .containsEntry("2012 2013", 2.0)
        .containsEntry("2012 2015", 4.0)
        .containsEntry("2013 2013", 2.0)
        .containsEntry("2013 2015", 6.0);
    assertThat(column("event", "estimate"))
        .containsEntry("0", 2.0)
        .containsEntry("1", 2.0)
        .containsEntry("2", 6.0)
        .containsEntry("3", 4.0);
    assertThat(column("overall", "estimate")).containsEntry("", 3.5);
    assertThat(err.toString()).contains("would say 3.5000");
  }

  @Test
  void whatHasNoErrorAtAllIsAbsentAndNeverNotANumber() throws IOException {
    List<String> lines = new ArrayList<>(List.of("id,year,first,y"));
    for (int unit = 0; unit < 16; unit++) {
      for (int year = 2000; year < 2009; year++) {
        boolean treated = unit % 2 == 0;
        lines.add(
            unit
                + ","
                + year
                + ","
                + (treated ? 2006 : 0)
                + ","
                + (treated && year > 2005 ? 3 : 0));
      }
    }
    Files.write(file, lines);
    for (String format : List.of("json", "table", "csv")) {
      out.getBuffer().setLength(0);
      assertThat(effects("--outcome", "y", "--format", format)).isZero();
      assertThat(out.toString() + err).doesNotContain("NaN").doesNotContain("Infinity");
    }
    assertThat(column("overall", "se").values()).containsOnlyNulls();
  }
}
