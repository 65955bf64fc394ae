package org.pathline.streams.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.GroupChanges;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.pathway.Pathway.PriorAchievement;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.PlanRecord;

/** What is kept from round to round is what would be answered and added up anew. */
class StandingResultsTest {
  private static final AnswerRound.AnswerOf SOUND = PoliciesTopology::answer;

  /** Of two outcomes only; the other ones have no student. */
  private static final List<Cell> CELLS =
      FewSchools.cells(Settings.DEFAULT, new Random(3)).stream()
          .map(cell -> new Cell(cell.key(), few(cell.sums())))
          .toList();

  private static final int MANY = 64;

  @TempDir private Path directory;

  private int directories;

  private Path next() {
    return directory.resolve("d" + directories++);
  }

  private static CellSums few(CellSums sums) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = sums.members();
    for (Outcome outcome : List.of(Outcome.STEM_ENTRY_2, Outcome.ADVANCED_COURSE)) {
      int at = CellSums.at(outcome);
      System.arraycopy(sums.counts(), at, counts, at, 3);
    }
    return new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO);
  }

  private static CellKey key(String school, int year, PriorAchievement third) {
    return new CellKey(
        Settings.DEFAULT,
        "D1",
        school,
        year,
        Subject.MATHEMATICS,
        RaceEthnicity.WHITE,
        Indicator.NO,
        third);
  }

  private static Cell cell(String school, int year, PriorAchievement third, int attained) {
    long[] counts = new long[CellSums.COUNTS];
    counts[0] = 25;
    for (Outcome outcome : List.of(Outcome.STEM_ENTRY_2, Outcome.ADVANCED_COURSE)) {
      counts[CellSums.at(outcome)] = 25;
      counts[CellSums.at(outcome) + 1] = attained < 0 ? 0 : 24;
      counts[CellSums.at(outcome) + 2] = Math.max(0, attained);
    }
    return new Cell(
        key(school, year, third), new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO));
  }

  /** The same cell, some of whose entrants to STEM were ahead by a course that was paid for. */
  private static Cell ahead(Cell cell) {
    long[] counts = cell.sums().counts();
    counts[CellSums.at(Channel.OUTSIDE_FAMILY)] = 3;
    counts[CellSums.stemEntrantsAt(Channel.OUTSIDE_FAMILY)] = 3;
    return new Cell(cell.key(), new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO));
  }

  /** More attained than were observed. */
  private static Cell implausible(Cell cell) {
    long[] counts = cell.sums().counts();
    counts[CellSums.at(Outcome.STEM_ENTRY_2) + 2] = 25;
    return new Cell(cell.key(), new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO));
  }

  private static void sorting(PoliciesUnderTest topology, double ofSquare) {
    for (String district : List.of("D1", "D2")) {
      for (int school = 0; school < 6; school++) {
        for (int year = 2004; year <= 2010; year++) {
          topology.publish(
              new RosterKey(district, "S" + school, year, "08", Subject.MATHEMATICS),
              0.1 + 0.03 * school + ofSquare * school * school + (year < 2007 ? 0.3 : 0));
        }
      }
    }
  }

  /** One change after the other, of everything that an answer or a ledger may rest on. */
  private static Map<String, Consumer<PoliciesUnderTest>> changes() {
    Cell low = cell("S1", 2010, PriorAchievement.LOW, 20);
    Cell old = cell("S2", 2005, PriorAchievement.HIGH, 4);
    Map<String, Consumer<PoliciesUnderTest>> changes = new TreeMap<>();
    changes.put("a: all", topology -> CELLS.forEach(topology::publish));
    changes.put("b: a late cohort", topology -> topology.publish(low));
    changes.put("c: a cohort before the policy", topology -> topology.publish(old));
    changes.put("d: a channel alone", topology -> topology.publish(ahead(low)));
    changes.put("e: a cell less", topology -> topology.withdraw(old.key()));
    changes.put(
        "f: a cohort that is not observed",
        topology -> topology.publish(cell("S3", 2012, PriorAchievement.HIGH, -1)));
    changes.put(
        "g: a school more",
        topology -> {
          for (int year = 2004; year <= 2010; year++) {
            topology.publish(cell("S9", year, PriorAchievement.LOW, 5 + year % 4));
          }
        });
    changes.put(
        "h: a policy",
        topology ->
            topology.publish(
                FewSchools.policy("late", "D1", "S5", Regime.DETRACKED, 2009, 1, false)));
    changes.put("i: sorting", topology -> sorting(topology, 0));
    changes.put("j: other sorting", topology -> sorting(topology, 0.01));
    changes.put(
        "k: a plan",
        topology ->
            topology.publish(
                PlanRecord.of(
                    new Plan(
                        Settings.DEFAULT,
                        Subject.MATHEMATICS,
                        List.of(Outcome.STEM_ENTRY_2),
                        List.of(Students.ALL, Students.ALL.with(PriorAchievement.LOW)),
                        Specification.DEFAULT,
                        List.of(),
                        "all",
                        0.02),
                    "an office"),
                Instant.EPOCH));
    changes.put("l: a cell set aside", topology -> topology.publish(implausible(low)));
    changes.put("m: and back", topology -> topology.publish(low));
    changes.put(
        "n: a cohort before the policy again",
        topology -> topology.publish(cell("S2", 2005, PriorAchievement.HIGH, 7)));
    changes.put(
        "o: a district less",
        topology ->
            CELLS.stream()
                .map(Cell::key)
                .filter(key -> "D2".equals(key.districtId()))
                .forEach(topology::withdraw));
    changes.put("p: a late cohort again", topology -> topology.publish(ahead(low)));
    return changes;
  }

  private static Map<String, String> fingerprints(PoliciesUnderTest topology) {
    Map<String, String> all = new TreeMap<>();
    topology.effects.forEach((key, value) -> all.put(key, hex(value)));
    topology.ledgers.forEach((key, value) -> all.put("ledger " + key, hex(value)));
    return all;
  }

  private static String hex(byte[] value) {
    return Long.toHexString(Fingerprint.of(value));
  }

  @Test
  void afterEveryChangeAllResultsAreThoseOfATaskThatKeptNothing() {
    List<Consumer<PoliciesUnderTest>> history = new ArrayList<>();
    history.add(topology -> FewSchools.policies().forEach(topology::publish));
    try (PoliciesUnderTest kept = new PoliciesUnderTest(next())) {
      history.get(0).accept(kept);
      Map<String, String> before = Map.of();
      for (Map.Entry<String, Consumer<PoliciesUnderTest>> change : changes().entrySet()) {
        history.add(change.getValue());
        change.getValue().accept(kept);
        kept.settle();
        Map<String, String> after = fingerprints(kept);
        // Each change is one that results show, so that a result kept too long is noticed.
        assertThat(after).as(change.getKey()).isNotEqualTo(before);
        try (PoliciesUnderTest anew = new PoliciesUnderTest(next())) {
          history.forEach(each -> each.accept(anew));
          anew.settle();
          assertThat(after).as(change.getKey()).isEqualTo(fingerprints(anew));
        }
        before = after;
      }
    }
  }

  @Test
  void whatRestsOnOtherStudentsIsNotAnsweredAgain() {
    Set<String> asked = new TreeSet<>();
    AnswerRound.AnswerOf noted =
        (question, study, terms) -> {
          asked.add(question.scope().outcome() + " " + question.subgroup().text());
          return SOUND.to(question, study, terms);
        };
    try (PoliciesUnderTest topology = new PoliciesUnderTest(next(), noted)) {
      FewSchools.policies().forEach(topology::publish);
      CELLS.forEach(topology::publish);
      topology.settle();
      asked.clear();
      Set<String> published = Set.copyOf(topology.effects.keySet());
      topology.publish(cell("S1", 2010, PriorAchievement.LOW, 20));
      topology.settle();
      assertThat(topology.effects.keySet()).isEqualTo(published);
      assertThat(asked)
          .contains(
              "STEM_ENTRY_2 all",
              "STEM_ENTRY_2 priorAchievement=LOW",
              "STEM_ENTRY_2 raceEthnicity=WHITE",
              "STEM_ENTRY_2 gap:economicallyDisadvantaged")
          .doesNotContain(
              "STEM_ENTRY_2 priorAchievement=HIGH",
              "STEM_ENTRY_2 raceEthnicity=BLACK",
              "STEM_ENTRY_2 economicallyDisadvantaged=YES");
      // Before the policy: schools are compared otherwise, whoever the students are.
      topology.publish(cell("S1", 2005, PriorAchievement.LOW, 20));
      topology.settle();
      assertThat(asked).contains("STEM_ENTRY_2 priorAchievement=HIGH");
    }
  }

  /** Cells of one outcome in 64 schools, half of which stop sorting in 2008. */
  private static List<Cell> cellsOfManySchools() {
    Random random = new Random(9);
    List<Cell> cells = new ArrayList<>();
    for (int school = 0; school < MANY; school++) {
      for (int year = 2004; year <= 2010; year++) {
        long[] counts = new long[CellSums.COUNTS];
        int at = CellSums.at(Outcome.STEM_ENTRY_2);
        counts[0] = 40;
        counts[at] = 40;
        counts[at + 1] = 40;
        counts[at + 2] = 10 + random.nextInt(20);
        cells.add(
            new Cell(
                new CellKey(
                    Settings.DEFAULT,
                    "D" + school / 8,
                    "S" + school,
                    year,
                    Subject.MATHEMATICS,
                    RaceEthnicity.WHITE,
                    Indicator.NO,
                    PriorAchievement.LOW),
                new CellSums(counts, BigInteger.ZERO, BigInteger.ZERO)));
      }
    }
    return cells;
  }

  private static SchoolSorting sortingOfManySchools(double under) {
    Map<SchoolId, SortedMap<Integer, Double>> omega2 = new HashMap<>();
    for (int school = 0; school < MANY; school++) {
      SortedMap<Integer, Double> years =
          new TreeMap<>(Map.of(2005, 0.5, 2009, 0.4 - under * school * school));
      omega2.put(new SchoolId("D" + school / 8, "S" + school), years);
    }
    return new SchoolSorting(omega2);
  }

  /**
   * Takes a round.
   *
   * @param under by how much sorting is less under the policy
   * @param times how often sorting has changed
   */
  private static Map<String, String> take(
      List<Cell> cells, double under, long times, StandingResults standing) {
    StandingPolicies policies = new StandingPolicies(new FactCodec());
    for (int school = 0; school < MANY; school += 2) {
      String id = "S" + school;
      policies.receive(
          FewSchools.policy(id, "D" + school / 8, id, Regime.DETRACKED, 2008, 1, false));
    }
    CellRegimes regimes = new CellRegimes(policies);
    StandingSchools schools = new StandingSchools();
    cells.stream()
        .collect(Collectors.groupingBy(cell -> cell.key().districtId()))
        .forEach((district, ofIt) -> schools.put(district, ofIt, regimes));
    SchoolSorting sorting = sortingOfManySchools(under);
    AnswerRound round =
        new AnswerRound(
            Set.of(Outcome.STEM_ENTRY_2),
            new AnswerRound.Material(
                schools.all(),
                regimes,
                List.of(),
                (grade, subject) -> sorting,
                new GroupChanges(),
                times),
            SOUND,
            standing);
    Map<String, String> all = new TreeMap<>();
    for (StudySteps.Taken step :
        round.goOn(1, () -> true, result -> WireFormat.value(1, result.value()))) {
      assertThat(step.why()).isNull();
      standing.note(step);
      step.results().forEach((id, value) -> all.put(id.toString(), hex(value)));
    }
    return all;
  }

  @Test
  void sortingThatChangesUnderThePolicyAloneMovesWhatIsSaidOfTheDoseAndNothingElse() {
    List<Cell> cells = cellsOfManySchools();
    StandingResults standing = new StandingResults();
    take(cells, 1e-5, 0, standing);
    Map<String, String> anew = take(cells, 2e-5, 0, new StandingResults());
    Map<String, String> kept = take(cells, 2e-5, 1, standing);
    assertThat(anew).containsAllEntriesOf(kept);
    assertThat(kept.keySet()).anyMatch(key -> key.contains("|all|"));
  }
}
