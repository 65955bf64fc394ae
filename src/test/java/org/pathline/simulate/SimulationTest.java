package org.pathline.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.reference.StemList;
import org.pathline.domain.reference.StemOccupations;

class SimulationTest {
  private static final long SEED = 20240722;
  private static final int STUDENTS = 1500;

  @TempDir static Path temporary;
  private static Path messy;
  private static JsonNode truth;
  private static DerivedState derived;

  @BeforeAll
  static void simulate() throws Exception {
    System.out.println("simulated with seed " + SEED);
    messy = write("messy", STUDENTS, SEED, false);
    truth = truth(messy);
    derived = DerivedState.of(messy);
  }

  private static Path write(String name, int students, long seed, boolean clean)
      throws IOException {
    Path directory = Files.createDirectory(temporary.resolve(name));
    new Simulation(new Parameters(students, seed, 0, Parameters.DEFAULT_EFFECT, clean))
        .write(directory, done -> {});
    return directory;
  }

  private static JsonNode truth(Path directory) throws IOException {
    return new ObjectMapper().readTree(directory.resolve("truth.json").toFile());
  }

  @Test
  void theSameSeedWritesTheSameBytesAndAnotherSeedOthers() throws Exception {
    Map<String, String> first = digests(messy);
    assertThat(digests(write("again", STUDENTS, SEED, false))).isEqualTo(first);
    assertThat(digests(write("other", STUDENTS, SEED + 1, false))).isNotEqualTo(first);
  }

  private static Map<String, String> digests(Path directory) throws Exception {
    Map<String, String> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        byte[] digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
        digests.put(file.getFileName().toString(), HexFormat.of().formatHex(digest));
      }
    }
    return digests;
  }

  @Test
  void everyRowKeepsTheRulesAndEveryFileHasTheRowsItClaims() throws Exception {
    for (FactType type : FactType.values()) {
      List<Fact> facts = WrittenFacts.read(messy, type);
      assertThat(facts).hasSize(truth.at("/rows/" + type.noun() + ".csv").asInt()).isNotEmpty();
      for (Fact fact : facts) {
        Violation violation = FactRules.check(fact).orElse(null);
        assertThat(violation).as("%s", fact).isNull();
      }
    }
  }

  @Test
  void whatTheDomainDerivesFromTheMessyRowsIsTheTruth() {
    assertThat(differences(derived)).isEmpty();
  }

  /** The control of the test above: leaving out one student's facts or the retractions shows. */
  @Test
  void aStateThatMissedTheRetractionsDiffersFromTheTruth() throws Exception {
    DerivedState deaf = DerivedState.of(messy, fact -> !fact.envelope().retracted());
    assertThat(differences(deaf)).isNotEmpty();
    String victim = WrittenFacts.read(messy, FactType.STUDENTS).get(0).envelope().studentId();
    DerivedState without =
        DerivedState.of(messy, fact -> !fact.envelope().studentId().equals(victim));
    assertThat(differences(without)).isNotEmpty();
  }

  private static List<String> differences(DerivedState state) {
    List<String> differences = new ArrayList<>();
    compare(differences, "students", truth.get("students").asLong(), state.students());
    CellSums everybody = state.sum(key -> true);
    for (Milestone milestone : Milestone.values()) {
      long expected = truth.at("/milestones/" + milestone).asLong();
      compare(differences, milestone.name(), expected, everybody.students(milestone));
    }
    for (Channel channel : Channel.values()) {
      long expected = truth.at("/firstAcceleration/" + channel).asLong();
      compare(differences, channel.name(), expected, everybody.students(channel));
    }
    long unanchored = state.sum(key -> !key.isAnchored()).members();
    compare(differences, "unanchored", truth.at("/milestones/UNANCHORED").asLong(), unanchored);
    cell(differences, truth.get("all"), state, key -> true);
    for (JsonNode node : truth.get("raceEthnicityByPriorAchievement")) {
      cell(
          differences,
          node,
          state,
          key ->
              key.raceEthnicity().name().equals(node.get("raceEthnicity").asText())
                  && key.priorAchievement().name().equals(node.get("priorAchievement").asText()));
    }
    for (JsonNode node : truth.get("schoolByAnchorYear")) {
      cell(
          differences,
          node,
          state,
          key ->
              key.isAnchored()
                  && key.schoolId().equals(node.get("schoolId").asText())
                  && key.anchorYear() == node.get("anchorYear").asInt());
    }
    return differences;
  }

  private static void cell(
      List<String> differences, JsonNode node, DerivedState state, Predicate<CellKey> wanted) {
    CellSums anchored = state.sum(wanted.and(CellKey::isAnchored));
    String name = node.toString().substring(0, 60);
    compare(differences, name + " members", node.get("members").asLong(), anchored.members());
    for (Outcome outcome : Outcome.values()) {
      JsonNode counts = node.at("/outcomes/" + outcome.label());
      String at = name + " " + outcome.label();
      compare(differences, at + " eligible", counts.get(0).asLong(), anchored.eligible(outcome));
      compare(differences, at + " observed", counts.get(1).asLong(), anchored.observed(outcome));
      compare(differences, at + " attained", counts.get(2).asLong(), anchored.attained(outcome));
    }
    BigDecimal points = new BigDecimal(anchored.gradePoints(), 9);
    BigDecimal squares = new BigDecimal(anchored.gradePointSquares(), 18);
    compare(differences, name + " points", node.get("gradePointsSum").asText(), points);
    compare(differences, name + " squares", node.get("gradePointsSumOfSquares").asText(), squares);
  }

  private static void compare(List<String> differences, String what, Object truth, Object derived) {
    String expected = truth.toString();
    String actual = derived instanceof BigDecimal d ? d.toPlainString() : derived.toString();
    if (!expected.equals(actual)) {
      differences.add(what + ": truth " + expected + ", derived " + actual);
    }
  }

  @Test
  void cleanFilesTellTheSameTruthWithFewerRows() throws Exception {
    Path clean = write("clean", STUDENTS, SEED, true);
    JsonNode other = truth(clean);
    for (String part :
        List.of(
            "students",
            "milestones",
            "firstAcceleration",
            "all",
            "raceEthnicityByPriorAchievement",
            "schoolByAnchorYear",
            "effect")) {
      assertThat(other.get(part)).as(part).isEqualTo(truth.get(part));
    }
    assertThat(other.get("corrections").asInt()).isZero();
    assertThat(truth.get("corrections").asInt()).isPositive();
    assertThat(truth.get("retractionsBeforeTheirFact").asInt()).isPositive();
    assertThat(truth.get("lateRows").asInt()).isPositive();
    assertThat(other.at("/rows/grades.csv").asInt())
        .isLessThan(truth.at("/rows/grades.csv").asInt());
  }

  @Test
  void attainedIsWithinObservedWithinEligibleWithinMembers() {
    for (JsonNode cell : truth.get("schoolByAnchorYear")) {
      cell.get("outcomes")
          .forEach(
              counts -> {
                assertThat(counts.get(2).asLong()).isBetween(0L, counts.get(1).asLong());
                assertThat(counts.get(1).asLong()).isBetween(0L, counts.get(0).asLong());
                assertThat(counts.get(0).asLong()).isBetween(0L, cell.get("members").asLong());
              });
    }
  }

  @Test
  void sectionsHaveRealRostersOfAboutTwentyFive() throws Exception {
    Map<String, Integer> sizes = new HashMap<>();
    for (Fact fact : WrittenFacts.read(write("rosters", 3000, SEED, true), FactType.SECTIONS)) {
      SectionEnrollment seat = (SectionEnrollment) fact;
      if (seat.courseCode().equals("02036")) {
        sizes.merge(seat.sectionId(), 1, Integer::sum);
      }
    }
    // How many students share a section, as a student meets it.
    double seats = sizes.values().stream().mapToInt(n -> n).sum();
    double mates = sizes.values().stream().mapToInt(n -> n * n).sum() / seats;
    assertThat(mates).isBetween(15.0, 40.0);
  }

  @Test
  void theNaiveComparisonOfRegimesHasTheWrongSign() throws Exception {
    JsonNode effect = truth(write("larger", 12_000, SEED, true)).get("effect");
    assertThat(effect.at("/treatedHighWhoCannotBuy/effect").asDouble()).isBetween(-0.13, -0.04);
    assertThat(effect.at("/treated/effect").asDouble()).isNegative();
    assertThat(effect.at("/untreated/effect").asDouble()).isZero();
    assertThat(effect.get("naiveDifferenceOfRegimes").asDouble()).isPositive();
  }

  @Test
  void majorsAndOccupationsAreStemExactlyWhereTheReferenceListsSaySo() {
    StemList list = StemList.named("dhs-2024-07-22");
    for (Major major : Major.ALL) {
      assertThat(list.contains(major.cip())).as(major.title()).isEqualTo(major.stem());
    }
    StemOccupations occupations = StemOccupations.load();
    for (String code : List.of("15-1252", "17-2141", "19-1029", "41-2031", "17-1011")) {
      assertThat(occupations.contains(code)).as(code).isEqualTo(Work.isStem(code));
    }
  }
}
