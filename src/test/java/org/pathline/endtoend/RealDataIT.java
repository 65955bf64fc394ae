package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.schemas.TopicCatalogue;

/**
 * The 25,183 students of MIDFIELD go through the program as a user would send them, and come out as
 * they were counted independently.
 *
 * <p>Skipped where the data is absent; {@code -Dpathline.shared=DIR} says where it is. The tests
 * tell one story, in their order.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@Tag("trial")
class RealDataIT {
  private static final List<String> OUTCOMES = List.of("stemEntry2", "stemEntry6", "stemDegree6");

  private static Path shared;
  private static Trial trial;
  private static JsonNode expected;

  /** Before each test and not before all, so that each is reported as skipped. */
  @BeforeEach
  void needData() {
    String told = System.getProperty("pathline.shared");
    shared =
        (told != null ? Stream.of(told) : Stream.of("../shared", "../../shared"))
            .map(Path::of)
            .filter(each -> Files.isDirectory(each.resolve("data/midfield-j")))
            .findFirst()
            .orElse(null);
    assumeTrue(shared != null, "no data/midfield-j; set -Dpathline.shared to try it");
  }

  @AfterAll
  static void removeTheTrial() {
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  @Order(1)
  void publishAndRunReproduceEveryCellAndTotal() throws Exception {
    trial = Trial.empty();
    Program.Ended up = Program.run(trial.home(), "up");
    assertThat(up.exitCode()).as(up.err()).isZero();
    trial.must("topics");
    trial.must("schemas");
    expected = new ObjectMapper().readTree(data().resolve("expected.json").toFile());
    trial.must("publish", data().toString());
    trial.runUntilCaughtUp("--anchor-grade", "12");
    assertTheExpectedCells();
  }

  @Test
  @Order(2)
  void publishingTheSameFilesAgainChangesNoCell() throws Exception {
    Map<String, Long> before = recordsOfOutcomes();
    trial.must("publish", data().toString());
    trial.runUntilCaughtUp("--anchor-grade", "12");
    assertThat(recordsOfOutcomes()).isEqualTo(before);
  }

  @Test
  @Tag("slow")
  @Order(3)
  void anotherAnchorGradeDerivesAnewAndLeavesNothingOfTheFirst() throws Exception {
    String said = trial.runUntilCaughtUp("--anchor-grade", "8");
    assertThat(said)
        .contains("the state was built with anchor grade 12")
        .contains("deriving anew with anchor grade 8");
    Derived derived = Derived.published(trial);
    assertThat(derived.cells().keySet()).allMatch(key -> key.settings().anchorGrade() == 8);
    assertThat(derived.anchoredCells()).as("nobody was seen in grade 8").isEmpty();
    assertThat(derived.members(false)).isEqualTo(expected.at("/totals/students").longValue());
  }

  @Test
  @Tag("slow")
  @Order(4)
  void backAtTheFirstAnchorGradeTheFirstCellsStandAgain() throws Exception {
    trial.runUntilCaughtUp("--anchor-grade", "12");
    assertTheExpectedCells();
  }

  private static Path data() {
    return shared.resolve("data/midfield-j");
  }

  private static void assertTheExpectedCells() throws IOException {
    Derived derived = Derived.published(trial);
    assertThat(derived.cells().keySet()).allMatch(key -> key.settings().anchorGrade() == 12);
    assertThat(totals(derived)).isEqualTo(numbers(expected.get("totals")));
    Map<String, Map<String, Long>> cells = new TreeMap<>();
    expected.get("cells").properties().forEach(e -> cells.put(e.getKey(), numbers(e.getValue())));
    assertThat(cells(derived)).isEqualTo(cells).isNotEmpty();
    // The check can fail: one member less in one cell is seen.
    cells.values().iterator().next().merge("members", -1L, Long::sum);
    assertThat(cells(derived)).isNotEqualTo(cells);
  }

  private static Map<String, Long> totals(Derived derived) {
    return new TreeMap<>(
        Map.of(
            "students", derived.members(true) + derived.members(false),
            "everStem", derived.holding("STEM_ENTRY"),
            "everStemDegree", derived.holding("STEM_DEGREE"),
            "firstTermStem", derived.holding("FIRST_MAJOR_STEM"),
            "unanchored", derived.members(false)));
  }

  private static Map<String, Map<String, Long>> cells(Derived derived) {
    Map<String, Map<String, Long>> cells = new TreeMap<>();
    derived
        .anchoredCells()
        .forEach(
            (key, cell) -> {
              String group = key.dimensions().raceEthnicity() + "|" + key.dimensions().prior();
              Map<String, Long> sums = cells.computeIfAbsent(group, absent -> new TreeMap<>());
              sums.merge("members", cell.members(), Long::sum);
              for (String name : OUTCOMES) {
                sums.merge(name + ".observed", cell.outcomes().get(name).observed(), Long::sum);
                sums.merge(name + ".attained", cell.outcomes().get(name).attained(), Long::sum);
              }
            });
    return cells;
  }

  private static Map<String, Long> numbers(JsonNode node) {
    Map<String, Long> numbers = new TreeMap<>();
    node.properties().forEach(each -> numbers.put(each.getKey(), each.getValue().longValue()));
    return numbers;
  }

  /** How many records the topologies have published: not one more may come. */
  private static Map<String, Long> recordsOfOutcomes() {
    return Map.of(
        "pathways", (long) trial.records(TopicCatalogue.PATHWAYS).size(),
        "milestones", (long) trial.records(TopicCatalogue.MILESTONES).size(),
        "cells", (long) trial.records(TopicCatalogue.OUTCOME_CELLS).size());
  }
}
