package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.events.Sorting;
import org.pathline.events.Subject;
import org.pathline.oracle.NaiveCell;

/** A simulated state goes through the program, and what comes out is what the simulator knows. */
class SimulatedDataIT {
  private static final int STUDENTS = Integer.getInteger("simulated.students", 1_500);
  private static final long SEED = Long.getLong("seed", 20_260_103L);

  @TempDir private static Path files;
  private static Trial trial;
  private static JsonNode truth;
  private static Derived derived;

  @BeforeAll
  static void simulatePublishAndRun() throws Exception {
    System.out.println("seed " + SEED + ", " + STUDENTS + " students");
    Program.Ended simulated =
        Program.run(
            (trial = Trial.shared()).home(),
            "simulate",
            "--students=" + STUDENTS,
            "--seed=" + SEED,
            "--out=" + files.toAbsolutePath());
    assertThat(simulated.exitCode()).as(simulated.err()).isZero();
    truth = new ObjectMapper().readTree(files.resolve("truth.json").toFile());
    trial.must("publish", "--strict", files.toString());
    trial.runUntilCaughtUp();
    derived = Derived.published(trial);
  }

  @AfterAll
  static void removeTheTrial() {
    trial.close();
  }

  @Test
  void totalsAreTheTruth() {
    assertThat(derived.students()).hasSize(truth.get("students").intValue());
    assertThat(derived.members(true) + derived.members(false))
        .isEqualTo(truth.get("students").longValue());
    truth
        .get("milestones")
        .properties()
        .forEach(
            each ->
                assertThat(
                        each.getKey().equals("UNANCHORED")
                            ? derived.members(false)
                            : derived.holding(each.getKey()))
                    .as(each.getKey())
                    .isEqualTo(each.getValue().longValue()));
    Map<String, Long> channels = new TreeMap<>();
    derived
        .cells()
        .values()
        .forEach(cell -> cell.channels().forEach((name, n) -> channels.merge(name, n, Long::sum)));
    truth
        .get("firstAcceleration")
        .properties()
        .forEach(
            each ->
                assertThat(channels.get(each.getKey()))
                    .as(each.getKey())
                    .isEqualTo(each.getValue().longValue()));
  }

  @Test
  void everyGroupOfRaceAndPriorAchievementIsTheTruth() {
    assertThat(sums(key -> List.of(key.raceEthnicity(), key.prior())))
        .isEqualTo(truth("raceEthnicityByPriorAchievement", "raceEthnicity", "priorAchievement"));
  }

  @Test
  void everySchoolAndAnchorYearIsTheTruth() {
    SortedMap<String, Sum> sums =
        sums(
            key ->
                key.schoolId() == null
                    ? null
                    : List.of(key.schoolId(), Integer.toString(key.anchorYear())));
    assertThat(sums).isEqualTo(truth("schoolByAnchorYear", "schoolId", "anchorYear"));
  }

  @Test
  void theRostersOfTwoSchoolsAreTheTruth() {
    SortedMap<String, List<Double>> rows = rosters();
    SortedMap<String, List<Double>> wanted = new TreeMap<>();
    for (JsonNode roster : truth.get("rosters")) {
      List<long[]> sections = new ArrayList<>();
      for (JsonNode each : roster.get("sections")) {
        sections.add(
            StreamSupport.stream(each.spliterator(), false)
                .mapToLong(JsonNode::longValue)
                .toArray());
      }
      wanted.put(
          roster.get("schoolId").asText()
              + "|"
              + roster.get("schoolYear").asText()
              + "|"
              + roster.get("gradeLevel").asText(),
          sorting(sections));
    }
    rows.keySet().retainAll(schoolsOf(wanted.keySet(), rows.keySet()));
    assertThat(wanted).hasSizeGreaterThan(10);
    assertThat(rows.keySet()).isEqualTo(wanted.keySet());
    wanted.forEach(
        (key, numbers) ->
            assertThat(rows.get(key))
                .as(key)
                .usingElementComparator((one, two) -> Math.abs(one - two) < 1e-9 ? 0 : 1)
                .isEqualTo(numbers));
    assertThat(wanted.values()).as("some rosters can be measured").anyMatch(n -> n.get(3) > 0.5);
  }

  private static Set<String> schoolsOf(Set<String> wanted, Set<String> keys) {
    Set<String> schools =
        wanted.stream().map(key -> key.substring(0, key.indexOf('|'))).collect(Collectors.toSet());
    return keys.stream()
        .filter(key -> schools.contains(key.substring(0, key.indexOf('|'))))
        .collect(Collectors.toSet());
  }

  /** Sections, students, scored, and eta2 as the share of SSB in SST; -1 where it is undefined. */
  private static List<Double> sorting(List<long[]> sections) {
    double students = 0;
    double scored = 0;
    double sum = 0;
    double squares = 0;
    double between = 0;
    int measured = 0;
    for (long[] section : sections) {
      students += section[0];
      scored += section[1];
      sum += section[2];
      squares += section[3];
      between += section[1] == 0 ? 0 : (double) section[2] * section[2] / section[1];
      measured += section[1] == 0 ? 0 : 1;
    }
    double total = squares - sum * sum / scored;
    boolean defined = measured > 1 && scored > measured && total > 0;
    double eta2 = defined ? (between - sum * sum / scored) / total : -1;
    return List.of((double) sections.size(), students, scored, eta2);
  }

  /** Published rosters of mathematics in the same form. */
  private static SortedMap<String, List<Double>> rosters() {
    SortedMap<String, List<Double>> rows = new TreeMap<>();
    for (Sorting row : Derived.sorting(trial)) {
      if (row.getSubject() == Subject.MATHEMATICS) {
        rows.put(
            row.getSchoolId() + "|" + row.getSchoolYear() + "|" + row.getGradeLevel(),
            List.of(
                (double) row.getSections(),
                (double) row.getN(),
                (double) row.getScored(),
                row.getEta2() == null ? -1 : row.getEta2()));
      }
    }
    return rows;
  }

  /** What a command answers, without its notes. */
  private static String said(String... words) {
    Program.Ended ended = trial.command(words);
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return ended.out();
  }

  @Test
  void theLedgerCountsTheStudentsOfTheCells() throws Exception {
    Map<String, long[]> ledger = new TreeMap<>();
    String csv = said("equity", "--by=economicallyDisadvantaged", "--format=csv");
    for (NamedCsvRecord row : CsvReader.builder().ofNamedCsvRecord(csv).stream().toList()) {
      if (row.getField("outcome").equals("stemEntry2")) {
        long[] counts = ledger.computeIfAbsent(row.getField("districtId"), d -> new long[2]);
        counts[0] += Long.parseLong(row.getField("groupObserved"));
        counts[1] += Long.parseLong(row.getField("groupAttained"));
      }
    }
    Map<String, long[]> counted = new TreeMap<>();
    derived
        .cells()
        .forEach(
            (key, cell) -> {
              NaiveCell.Key dimensions = key.dimensions();
              if (dimensions.anchorYear() != null
                  && dimensions.economicallyDisadvantaged().equals("YES")) {
                long[] counts = counted.computeIfAbsent(dimensions.districtId(), d -> new long[2]);
                counts[0] += cell.outcomes().get("stemEntry2").observed();
                counts[1] += cell.outcomes().get("stemEntry2").attained();
              }
            });
    assertThat(ledger).isNotEmpty().hasSameSizeAs(counted);
    ledger.forEach((district, counts) -> assertThat(counts).isEqualTo(counted.get(district)));
  }

  @Test
  void theNaiveComparisonOfRegimesIsSaidToBeNoEffectAndHasTheWrongSign() throws Exception {
    String csv = said("effects", "--outcome=stemEntry2", "--format=csv");
    List<NamedCsvRecord> rows = CsvReader.builder().ofNamedCsvRecord(csv).stream().toList();
    double naive =
        rows.stream()
            .filter(row -> row.getField("estimator").equals("naive"))
            .mapToDouble(row -> Double.parseDouble(row.getField("estimate")))
            .findFirst()
            .orElseThrow();
    assertThat(naive).isPositive();
    assertThat(truth.at("/effect/treated/effect").asDouble()).isNegative();
    assertThat(rows).anyMatch(row -> row.getField("estimator").equals("imputation"));
    String table = said("effects", "--outcome=stemEntry2");
    assertThat(table).contains("regimes compared", "not an effect", "Design: ", "Effect: ");
    JsonNode json =
        new ObjectMapper()
            .readTree(said("effects", "--subgroup=gap:economicallyDisadvantaged", "--format=json"));
    assertThat(json.get("grade").asText()).isEqualTo("INSUFFICIENT_EVIDENCE");
    assertThat(json.get("statement").asText()).isEqualTo("INCONCLUSIVE");
    assertThat(json.get("lowerIsBetter").asBoolean()).isTrue();
    assertThat(json.get("reasons").size()).isPositive();
  }

  @Test
  void aCellThatIsOffByOneIsSeen() {
    SortedMap<String, Sum> sums = sums(key -> List.of(key.raceEthnicity(), key.prior()));
    Sum first = sums.get(sums.firstKey());
    first.members++;
    assertThat(sums)
        .isNotEqualTo(
            truth("raceEthnicityByPriorAchievement", "raceEthnicity", "priorAchievement"));
  }

  private static SortedMap<String, Sum> sums(Function<NaiveCell.Key, List<String>> group) {
    SortedMap<String, Sum> sums = new TreeMap<>();
    derived
        .cells()
        .forEach(
            (key, cell) -> {
              List<String> name = group.apply(key.dimensions());
              if (name != null) {
                sums.computeIfAbsent(String.join("|", name), absent -> new Sum())
                    .add(key.dimensions(), cell);
              }
            });
    return sums;
  }

  private static SortedMap<String, Sum> truth(String groups, String first, String second) {
    SortedMap<String, Sum> sums = new TreeMap<>();
    for (JsonNode each : truth.get(groups)) {
      sums.put(each.get(first).asText() + "|" + each.get(second).asText(), Sum.of(each));
    }
    assertThat(sums).isNotEmpty();
    return sums;
  }

  /** Sums of some cells; grade points to a millionth, since cells publish them as doubles. */
  private static final class Sum {
    private static final int DIGITS = 6;

    private long members;
    private long unanchored;
    private final SortedMap<String, List<Long>> outcomes = new TreeMap<>();
    private BigDecimal points = BigDecimal.ZERO;
    private BigDecimal squares = BigDecimal.ZERO;

    static Sum of(JsonNode truth) {
      Sum sum = new Sum();
      sum.members = truth.get("members").longValue();
      sum.unanchored = truth.get("unanchored").longValue();
      for (Map.Entry<String, JsonNode> each : truth.get("outcomes").properties()) {
        List<Long> counts = new ArrayList<>();
        each.getValue().forEach(count -> counts.add(count.longValue()));
        sum.outcomes.put(each.getKey(), counts);
      }
      sum.points = new BigDecimal(truth.get("gradePointsSum").asText());
      sum.squares = new BigDecimal(truth.get("gradePointsSumOfSquares").asText());
      return sum;
    }

    void add(NaiveCell.Key key, Derived.Cell cell) {
      if (key.schoolId() == null) {
        unanchored += cell.members();
      } else {
        members += cell.members();
      }
      cell.outcomes()
          .forEach(
              (name, counts) ->
                  outcomes.merge(
                      name,
                      List.of(counts.eligible(), counts.observed(), counts.attained()),
                      (one, two) ->
                          List.of(
                              one.get(0) + two.get(0),
                              one.get(1) + two.get(1),
                              one.get(2) + two.get(2))));
      points = points.add(BigDecimal.valueOf(cell.gradePointsSum()));
      squares = squares.add(BigDecimal.valueOf(cell.gradePointsSumOfSquares()));
    }

    private List<Object> parts() {
      return List.of(
          members,
          unanchored,
          outcomes,
          points.setScale(DIGITS, RoundingMode.HALF_EVEN),
          squares.setScale(DIGITS, RoundingMode.HALF_EVEN));
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Sum sum && parts().equals(sum.parts());
    }

    @Override
    public int hashCode() {
      return parts().hashCode();
    }

    @Override
    public String toString() {
      return parts().toString();
    }
  }
}
