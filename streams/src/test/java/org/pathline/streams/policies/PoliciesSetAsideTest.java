package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.ClassroomPolicy;
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
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;

/** An answer that fails or has no bound, and a cell that is none, are set aside alone. */
class PoliciesSetAsideTest {
  private static final int BOUND = 512 * 1024 + 4_096;
  private static final AnswerRound.AnswerOf SOUND = PoliciesTopology::answer;

  @TempDir Path directory;
  private int directories;

  private Path next() {
    return directory.resolve("d" + directories++);
  }

  private static boolean isOdd(EffectQuestion question) {
    return question.scope().outcome() == Outcome.STEM_ENTRY_2
        && question.subgroup().text().equals("all");
  }

  private static PoliciesUnderTest arrived(PoliciesUnderTest topology, long seed) {
    List<Cell> cells = FewSchools.cells(Settings.DEFAULT, new Random(1));
    Collections.shuffle(cells, new Random(seed));
    FewSchools.policies().forEach(topology::publish);
    cells.forEach(topology::publish);
    topology.settle();
    return topology;
  }

  private static Map<String, String> hex(Map<String, byte[]> table) {
    Map<String, String> hex = new TreeMap<>();
    table.forEach((key, value) -> hex.put(key, HexFormat.of().formatHex(value)));
    return hex;
  }

  @Test
  void firstRecordsThatCannotBeDecodedAreDeadLettersAndDoNotStopTheTask() {
    try (PoliciesUnderTest topology = new PoliciesUnderTest(next())) {
      byte[] key = {1};
      topology.publish(TopicCatalogue.POLICIES, key, new byte[] {1, 2, 3});
      topology.publish(TopicCatalogue.OUTCOME_CELLS, key, new byte[] {1, 2, 3});
      topology.publish(TopicCatalogue.OUTCOME_CELLS, null, new byte[] {1, 2, 3});
      // Those of policies are told of by the topology of rosters.
      assertThat(topology.deadLetters()).hasSize(2);
      arrived(topology, 1);
      assertThat(topology.effects).isNotEmpty();
    }
  }

  @Test
  void anAnswerThatFailsOrHasNoBoundIsLeftOutAloneUntilARuleCan() {
    Path first = next();
    Path second = next();
    Path third = next();
    Map<String, String> effects;
    Map<String, String> ledgers;
    String odd;
    try (PoliciesUnderTest sound = arrived(new PoliciesUnderTest(next()), 1)) {
      effects = hex(sound.effects);
      ledgers = hex(sound.ledgers);
      odd =
          effects.keySet().stream()
              .filter(key -> key.contains("|stemEntry2|all|"))
              .findFirst()
              .orElseThrow();
      assertThat(sound.setAside).isEmpty();
      assertThat(sound.greatestRecord).isLessThan(BOUND);
    }
    AnswerRound.AnswerOf failing =
        (question, study, terms) -> {
          if (isOdd(question)) {
            throw new IllegalStateException("secret");
          }
          return SOUND.to(question, study, terms);
        };
    Map<String, String> others = new TreeMap<>(effects);
    others.remove(odd);
    String entry = "policies ANSWER EFFECT " + odd;
    try (PoliciesUnderTest topology = arrived(new PoliciesUnderTest(first, failing), 2)) {
      assertThat(topology.setAside).isEqualTo(Map.of(entry, "INTERNAL_ERROR"));
      assertThat(hex(topology.effects)).isEqualTo(others);
      assertThat(hex(topology.ledgers)).isEqualTo(ledgers);
      topology.restart(first, second, failing);
      topology.settle();
      assertThat(topology.rejections).containsExactly("INTERNAL_ERROR");
      topology.restart(second, third, SOUND);
      topology.settle();
      assertThat(topology.setAside).isEmpty();
      assertThat(hex(topology.effects)).isEqualTo(effects);
      assertThat(topology.rejections).hasSize(1);
    }
  }

  /** A cell with other counts, and the same points. */
  private static Cell with(long[] counts, Cell cell) {
    return new Cell(
        cell.key(),
        new CellSums(counts, cell.sums().gradePoints(), cell.sums().gradePointSquares()));
  }

  @Test
  void aCellThatIsSetAsideLeavesAllResultsAtOnceAndComesBackToThem() {
    Cell cell = FewSchools.cells(Settings.DEFAULT, new Random(1)).get(0);
    long[] counts = cell.sums().counts();
    counts[CellSums.at(Outcome.STEM_ENTRY_2) + 2] = counts[0] + 1;
    try (PoliciesUnderTest topology = arrived(new PoliciesUnderTest(next()), 4);
        PoliciesUnderTest without = arrived(new PoliciesUnderTest(next()), 5)) {
      Map<String, String> effects = hex(topology.effects);
      Map<String, String> ledgers = hex(topology.ledgers);
      topology.publish(with(counts, cell));
      topology.settle();
      without.withdraw(cell.key());
      without.settle();
      assertThat(topology.setAside.values()).containsExactly("IMPLAUSIBLE_NUMBER");
      assertThat(hex(topology.effects)).isEqualTo(hex(without.effects)).isNotEqualTo(effects);
      assertThat(hex(topology.ledgers)).isEqualTo(hex(without.ledgers)).isNotEqualTo(ledgers);
      topology.publish(cell);
      topology.settle();
      assertThat(topology.setAside).isEmpty();
      assertThat(hex(topology.effects)).isEqualTo(effects);
      assertThat(hex(topology.ledgers)).isEqualTo(ledgers);
    }
  }

  @Test
  void aCourseThatAFamilyPaidForMovesTheLedgerWithoutAnyOutcome() {
    Cell cell = FewSchools.cells(Settings.DEFAULT, new Random(1)).get(0);
    long[] counts = cell.sums().counts();
    counts[CellSums.at(Channel.OUTSIDE_FAMILY)] = 2;
    counts[CellSums.stemEntrantsAt(Channel.OUTSIDE_FAMILY)] = 2;
    try (PoliciesUnderTest topology = arrived(new PoliciesUnderTest(next()), 6)) {
      Map<String, String> effects = hex(topology.effects);
      Map<String, String> ledgers = hex(topology.ledgers);
      topology.publish(with(counts, cell));
      topology.settle();
      assertThat(hex(topology.effects)).isEqualTo(effects);
      assertThat(hex(topology.ledgers)).isNotEqualTo(ledgers);
    }
  }

  @Test
  void anAnswerOfMoreThanHalfAMegabyteIsLeftOutAndItsOldOneWithdrawn() {
    boolean[] isLarge = {false};
    AnswerRound.AnswerOf swelling =
        (question, study, terms) -> {
          EffectAnswer answer = SOUND.to(question, study, terms);
          return isLarge[0] && isOdd(question) ? swollen(answer) : answer;
        };
    try (PoliciesUnderTest topology = arrived(new PoliciesUnderTest(next(), swelling), 3)) {
      Map<String, String> effects = hex(topology.effects);
      Cell cell = FewSchools.cells(Settings.DEFAULT, new Random(1)).get(0);
      isLarge[0] = true;
      topology.publish(new Cell(cell.key(), FewSchools.sums(new Random(2))));
      topology.settle();
      assertThat(topology.setAside.values()).containsExactly("TOO_MANY_VALUES");
      assertThat(topology.effects).hasSize(effects.size() - 1);
      isLarge[0] = false;
      topology.publish(cell);
      topology.settle();
      assertThat(topology.setAside).isEmpty();
      assertThat(hex(topology.effects)).isEqualTo(effects);
      assertThat(topology.rejections).containsExactly("TOO_MANY_VALUES");
      assertThat(topology.greatestRecord).isLessThan(BOUND);
    }
  }

  private static EffectAnswer swollen(EffectAnswer answer) {
    List<EffectRow> rows = Collections.nCopies(20_000, answer.rows().get(0));
    return new EffectAnswer(
        answer.question(),
        answer.thresholds(),
        answer.sample(),
        rows,
        answer.errors(),
        answer.overall(),
        answer.speaks(),
        answer.leads(),
        answer.placebo(),
        answer.pretrends(),
        answer.sensitivity(),
        answer.randomization(),
        answer.forbidden(),
        answer.detectable(),
        answer.companions(),
        answer.composition(),
        answer.bounds(),
        answer.baseline(),
        answer.generality(),
        answer.grading(),
        answer.statement());
  }

  /** Anchor years from 1900 to 2199 at schools that stopped sorting in as many years. */
  private static List<Cell> threeHundredCohorts() {
    List<Cell> cells = new ArrayList<>();
    Random random = new Random(5);
    for (int school = 0; school < 20; school++) {
      for (int year = 1900; year < 2200; year++) {
        cells.add(
            new Cell(
                new CellKey(
                    Settings.DEFAULT,
                    "D" + school,
                    "S",
                    year,
                    Subject.MATHEMATICS,
                    year % 2 == 0 ? RaceEthnicity.WHITE : RaceEthnicity.BLACK,
                    Indicator.NO,
                    PriorAchievement.HIGH),
                FewSchools.sums(random)));
      }
    }
    return cells;
  }

  @Test
  void threeHundredCohortsOfManyAdoptionsLeaveTheLedgersAndSetTheAnswersAside() {
    Path first = next();
    Path second = next();
    List<Cell> cells = threeHundredCohorts();
    try (PoliciesUnderTest topology = new PoliciesUnderTest(first)) {
      for (int school = 0; school < 20; school++) {
        ClassroomPolicy policy =
            FewSchools.policy(
                "p" + school, "D" + school, "S", Regime.DETRACKED, 1950 + 10 * school, 1, false);
        topology.publish(policy);
      }
      cells.forEach(topology::publish);
      topology.settle();
      assertThat(topology.effects).isEmpty();
      assertThat(topology.ledgers).isNotEmpty();
      assertThat(topology.setAside.keySet())
          .hasSizeGreaterThan(100)
          .allMatch(key -> key.startsWith("policies ANSWER EFFECT "));
      assertThat(topology.setAside.values()).containsOnly("TOO_MANY_VALUES");
      int told = topology.rejections.size();
      assertThat(told).isEqualTo(topology.setAside.size());
      assertThat(topology.greatestRecord).isLessThan(BOUND);
      topology.restart(first, second);
      topology.publish(cells.get(0));
      topology.publish(FewSchools.policy("n", "D1", "S", Regime.TRACKED, 1901, 1, false));
      topology.settle();
      assertThat(topology.rejections).hasSize(told);
      cells.forEach(cell -> topology.withdraw(cell.key()));
      topology.settle();
      assertThat(topology.setAside).isEmpty();
      assertThat(topology.ledgers).isEmpty();
    }
  }

  @Test
  void aCellWhoseKeyIsNoneIsLeftOutAlone() {
    Cell cell = FewSchools.cells(Settings.DEFAULT, new Random(1)).get(0);
    try (PoliciesUnderTest topology = new PoliciesUnderTest(next())) {
      topology.publish(cell);
      topology.settle();
      Map<String, String> ledgers = hex(topology.ledgers);
      byte[] value =
          WireFormat.value(
              topology.contract.id(TopicCatalogue.OUTCOME_CELLS),
              CellRecord.of(cell.key(), cell.sums()));
      String longKey = cell.key().text().replace("D1", "D".repeat(3_000));
      for (String key : List.of("no key", "", longKey)) {
        topology.publishCell(key.getBytes(UTF_8), value);
        topology.publishCell(key.getBytes(UTF_8), value);
      }
      topology.publishCell(null, value);
      topology.settle();
      assertThat(topology.setAside.values())
          .containsExactlyInAnyOrder("KEY_MISMATCH", "KEY_MISMATCH", "TOO_LONG");
      assertThat(topology.rejections).hasSize(3);
      assertThat(hex(topology.ledgers)).isEqualTo(ledgers);
      for (String key : List.of("no key", "", longKey)) {
        topology.publishCell(key.getBytes(UTF_8), null);
      }
      topology.settle();
      assertThat(topology.setAside).isEmpty();
    }
  }
}
