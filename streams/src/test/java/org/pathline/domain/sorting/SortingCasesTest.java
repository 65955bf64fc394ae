package org.pathline.domain.sorting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.pathline.oracle.ReferenceCases;

/** Indexes of rosters that were computed elsewhere. */
class SortingCasesTest {
  private static final double TOLERANCE = 1e-12;
  private static JsonNode expected;
  private static final Map<String, List<NamedCsvRecord>> ROWS = new LinkedHashMap<>();

  @BeforeAll
  static void readCases() throws IOException {
    Path cases = ReferenceCases.directory("rosters");
    expected = new ObjectMapper().readTree(cases.resolve("expected.json").toFile());
    try (CsvReader<NamedCsvRecord> rows =
        CsvReader.builder().ofNamedCsvRecord(cases.resolve("input.csv"))) {
      rows.forEach(
          row ->
              ROWS.computeIfAbsent(
                      row.getField("kind") + " " + row.getField("case"), key -> new ArrayList<>())
                  .add(row));
    }
  }

  @Test
  void everyRosterOfScoresHasItsIndexes() {
    int compared = 0;
    for (Map.Entry<String, JsonNode> each : expected.get("score_cases").properties()) {
      compare(each.getKey(), scores(each.getKey()), each.getValue());
      compared++;
    }
    assertThat(compared).isPositive();
  }

  @Test
  void aScoreThatIsOffByAThousandthIsSeen() {
    RosterSums roster = scores("realistic_tracked");
    roster.add(Rosters.seat("sec1", "0"), 1);
    roster.add(Rosters.seat("sec1", "0.001"), -1);
    double found = Sorting.of(roster).scores().eta2();
    double wanted = expected.at("/score_cases/realistic_tracked/eta2").doubleValue();
    assertThat(Math.abs(found - wanted)).isGreaterThan(TOLERANCE);
  }

  @Test
  void everyRosterOfGroupsHasItsIndexes() {
    int compared = 0;
    for (Map.Entry<String, JsonNode> each : expected.get("race_cases").properties()) {
      SortedMap<String, Integer> groups = new TreeMap<>();
      Map<String, long[]> sections = new LinkedHashMap<>();
      List<NamedCsvRecord> rows = ROWS.get("race " + each.getKey());
      rows.forEach(row -> groups.putIfAbsent(row.getField("race"), groups.size()));
      for (NamedCsvRecord row : rows) {
        sections
            .computeIfAbsent(row.getField("section"), absent -> new long[groups.size()])[
            groups.get(row.getField("race"))]++;
      }
      Segregation segregation = Segregation.of(List.copyOf(sections.values()));
      JsonNode wanted = each.getValue();
      Segregation.Group group = segregation.groups().get(groups.get(wanted.get("group").asText()));
      compare(each.getKey() + " V", group.varianceRatio(), wanted.get("V"));
      compare(each.getKey() + " D", group.dissimilarity(), wanted.get("D"));
      compare(each.getKey() + " H", segregation.theil(), wanted.get("H"));
      compared++;
    }
    assertThat(compared).isPositive();
  }

  @Test
  void stepByStepAddedMovedAndDroppedStudentsGiveTheIndexesOfEachStep() {
    record Sitting(String section, String score) {}

    RosterSums roster = new RosterSums();
    Map<String, Sitting> sittings = new TreeMap<>();
    int step = 0;
    for (JsonNode each : expected.get("incremental")) {
      String student = each.get("student").asText();
      Sitting before = sittings.remove(student);
      if (before != null) {
        roster.add(Rosters.seat(before.section, before.score), -1);
      }
      if (!each.get("op").asText().equals("drop")) {
        Sitting after =
            new Sitting(
                each.hasNonNull("section") ? each.get("section").asText() : before.section,
                each.has("score")
                    ? each.get("score").isNull() ? null : each.get("score").asText()
                    : before.score);
        roster.add(Rosters.seat(after.section, after.score), 1);
        sittings.put(student, after);
      }
      compare("step " + step++, roster, each.get("expect"));
    }
    assertThat(step).isPositive();
  }

  private static RosterSums scores(String name) {
    RosterSums roster = new RosterSums();
    for (NamedCsvRecord row : ROWS.get("score " + name)) {
      String score = row.getField("score");
      roster.add(Rosters.seat(row.getField("section"), score.isEmpty() ? null : score), 1);
    }
    return roster;
  }

  private static void compare(String name, RosterSums roster, JsonNode wanted) {
    ScoreSorting found = Sorting.of(roster).scores();
    assertThat(found.scored()).as(name).isEqualTo(wanted.get("n_scored").longValue());
    assertThat(found.sections()).as(name).isEqualTo(wanted.get("sections").intValue());
    compare(name + " eta2", found.eta2(), wanted.get("eta2"));
    compare(name + " random", found.eta2Random(), wanted.get("expected_eta2_random"));
    compare(name + " epsilon2", found.epsilon2(), wanted.get("epsilon2"));
    compare(name + " omega2", found.omega2(), wanted.get("omega2"));
    compare(name + " icc1", found.icc1(), wanted.get("icc1_raw"));
    compare(name + " icc1 clamped", ScoreSorting.clamped(found.icc1()), wanted.get("icc1"));
  }

  private static void compare(String name, Double found, JsonNode wanted) {
    if (wanted.isNull()) {
      assertThat(found).as(name).isNull();
    } else {
      assertThat(found).as(name).isCloseTo(wanted.doubleValue(), within(TOLERANCE));
    }
  }
}
