package org.pathline.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    assertThat(err.toString()).contains("has no column 'z'; there are id year first y");
  }

  @Test
  void aPanelWithoutAdoptionSaysSo() throws IOException {
    Files.write(file, List.of("id,year,first,y", "a,2000,0,1", "a,2001,0,2"));
    assertThat(effects("--outcome", "y")).isEqualTo(1);
    assertThat(err.toString()).contains("nothing can be compared");
  }
}
