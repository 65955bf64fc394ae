package org.pathline.streams.policies;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.StandingQuestions;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.equity.Ledger;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.events.Effect;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;
import org.pathline.streams.wire.EffectRecord;
import org.pathline.streams.wire.LedgerRecord;

/** What moves effects and ledgers, and what does not. */
class PoliciesTopologyTest {
  private static final long SEED = 11;
  private static final List<Cell> CELLS = FewSchools.cells(Settings.DEFAULT, new Random(SEED));

  @TempDir private Path directory;

  private PoliciesUnderTest topology(String name) {
    return new PoliciesUnderTest(directory.resolve(name));
  }

  private PoliciesUnderTest settled(String name) {
    PoliciesUnderTest topology = topology(name);
    FewSchools.policies().forEach(topology::publish);
    CELLS.forEach(topology::publish);
    topology.settle();
    return topology;
  }

  private static SortedMap<String, ByteBuffer> bytes(SortedMap<String, byte[]> table) {
    SortedMap<String, ByteBuffer> bytes = new TreeMap<>();
    table.forEach((key, value) -> bytes.put(key, ByteBuffer.wrap(value)));
    return bytes;
  }

  private static String key(Outcome outcome, int subgroup) {
    return EffectRecord.key(
        StandingQuestions.of(outcome, Settings.DEFAULT, Subject.MATHEMATICS).get(subgroup));
  }

  private static Effect effect(PoliciesUnderTest topology, Outcome outcome) {
    return topology
        .contract
        .wireFormat()
        .record(topology.effects.get(key(outcome, 0)), TopicCatalogue.EFFECTS.schema());
  }

  @Test
  void everyAnswerAndLedgerIsThatOfTheStandingCellsAndPolicies() {
    try (PoliciesUnderTest topology = settled("a")) {
      StandingPolicies policies = new StandingPolicies(new FactCodec());
      FewSchools.policies().forEach(policies::receive);
      CellRegimes regimes = new CellRegimes(policies);
      List<Cell> asPublished =
          CELLS.stream()
              .map(cell -> CellRecord.read(CellRecord.of(cell.key(), cell.sums())))
              .toList();
      SortedMap<String, ByteBuffer> effects = new TreeMap<>();
      SortedMap<String, ByteBuffer> ledgers = new TreeMap<>();
      for (Outcome outcome : StandingQuestions.OUTCOMES) {
        for (EffectQuestion question :
            StandingQuestions.of(outcome, Settings.DEFAULT, Subject.MATHEMATICS)) {
          EffectAnswer answer =
              EffectAnswer.of(
                  question, asPublished, regimes.at(Subject.MATHEMATICS, 8), question.thresholds());
          effects.put(
              EffectRecord.key(question),
              ByteBuffer.wrap(
                  WireFormat.value(
                      topology.contract.id(TopicCatalogue.EFFECTS),
                      EffectRecord.of(answer, null, List.of()))));
        }
      }
      for (Grouping by : Grouping.values()) {
        for (boolean together : new boolean[] {false, true}) {
          Ledger ledger = new Ledger(Settings.DEFAULT, Subject.MATHEMATICS, regimes::of, together);
          LedgerRecord.of(Settings.DEFAULT, Subject.MATHEMATICS, ledger.rows(by, asPublished))
              .forEach(
                  (key, record) ->
                      ledgers.put(
                          key,
                          ByteBuffer.wrap(
                              WireFormat.value(
                                  topology.contract.id(TopicCatalogue.EQUITY), record))));
        }
      }
      assertThat(bytes(topology.effects)).isEqualTo(effects).hasSizeGreaterThan(100);
      assertThat(bytes(topology.ledgers)).isEqualTo(ledgers).isNotEmpty();
      assertThat(effect(topology, Outcome.STEM_ENTRY_2).getSample().getTreatedSchools())
          .isEqualTo(5);
      assertThat(effect(topology, Outcome.STEM_ENTRY_2).getRows()).isNotEmpty();
    }
  }

  @Test
  void aMessyStreamEndsLikeACleanOneToTheLastDigit() {
    Random random = new Random(SEED + 1);
    try (PoliciesUnderTest clean = settled("clean");
        PoliciesUnderTest messy = topology("messy")) {
      List<ClassroomPolicy> versions = new ArrayList<>(FewSchools.policies());
      versions.add(FewSchools.policy("stop1", "D2", "S1", Regime.TRACKED, 2009, 0, false));
      versions.add(FewSchools.policy("wrong", "D1", "S5", Regime.DETRACKED, 2006, 1, false));
      versions.add(FewSchools.policy("wrong", "D1", "S5", Regime.DETRACKED, 2006, 2, true));
      versions.addAll(FewSchools.policies());
      Collections.shuffle(versions, random);
      List<Cell> wrong = new ArrayList<>();
      for (Cell cell : CELLS) {
        if (random.nextInt(3) == 0) {
          wrong.add(new Cell(cell.key(), FewSchools.sums(random)));
        }
      }
      Collections.shuffle(wrong, random);
      wrong.forEach(messy::publish);
      versions.subList(0, versions.size() / 2).forEach(messy::publish);
      messy.settle();
      assertThat(bytes(messy.effects)).as("halfway").isNotEqualTo(bytes(clean.effects));
      wrong.subList(0, wrong.size() / 2).forEach(cell -> messy.withdraw(cell.key()));
      List<Cell> right = new ArrayList<>(CELLS);
      Collections.shuffle(right, random);
      right.forEach(messy::publish);
      versions.subList(versions.size() / 2, versions.size()).forEach(messy::publish);
      right.subList(0, 50).forEach(messy::publish);
      messy.settle();
      assertThat(bytes(messy.effects)).isEqualTo(bytes(clean.effects));
      assertThat(bytes(messy.ledgers)).isEqualTo(bytes(clean.ledgers));
    }
  }

  @Test
  void aPolicyThatIsLateCorrectedOrWithdrawnMovesCellsBetweenRegimes() {
    try (PoliciesUnderTest topology = topology("late")) {
      CELLS.forEach(topology::publish);
      topology.settle();
      assertThat(effect(topology, Outcome.STEM_ENTRY_2).getSample().getTreatedSchools()).isZero();
      assertThat(topology.ledgers.keySet()).allMatch(key -> key.contains("UNDECLARED"));
      var before = bytes(topology.ledgers);
      topology.publish(FewSchools.policy("p", "D1", null, Regime.DETRACKED, 2008, 1, false));
      topology.settle();
      assertThat(effect(topology, Outcome.STEM_ENTRY_2).getSample().getTreatedSchools())
          .isEqualTo(6);
      assertThat(effect(topology, Outcome.STEM_ENTRY_2).getSample().getDistrictWide()).isTrue();
      assertThat(topology.ledgers.keySet()).anyMatch(key -> key.contains("|DETRACKED|"));
      topology.publish(FewSchools.policy("p", "D1", null, Regime.DETRACKED, 2008, 2, true));
      topology.settle();
      assertThat(effect(topology, Outcome.STEM_ENTRY_2).getSample().getTreatedSchools()).isZero();
      assertThat(bytes(topology.ledgers)).isEqualTo(before);
    }
  }

  @Test
  void nothingIsPublishedWhereNothingChangesAndResultsEndWithTheirCells() {
    try (PoliciesUnderTest topology = settled("same")) {
      int outputs = topology.outputs;
      CELLS.forEach(topology::publish);
      FewSchools.policies().forEach(topology::publish);
      topology.settle();
      assertThat(topology.outputs).isEqualTo(outputs);
      CELLS.forEach(cell -> topology.withdraw(cell.key()));
      topology.settle();
      assertThat(topology.effects).isEmpty();
      assertThat(topology.ledgers).isEmpty();
    }
  }

  @Test
  void cellsOfOtherSettingsAreNeverMixedIn() {
    try (PoliciesUnderTest topology = settled("settings")) {
      var before = bytes(topology.effects);
      Settings other = new Settings(8, "ncses");
      List<Cell> others = FewSchools.cells(other, new Random(SEED + 2));
      others.forEach(topology::publish);
      topology.settle();
      assertThat(topology.effects).hasSize(2 * before.size());
      assertThat(bytes(topology.effects)).containsAllEntriesOf(before);
      others.forEach(cell -> topology.withdraw(cell.key()));
      topology.settle();
      assertThat(bytes(topology.effects)).isEqualTo(before);
    }
  }

  @Test
  void whatIsDueOutlivesARestart() {
    try (PoliciesUnderTest topology = topology("before");
        PoliciesUnderTest clean = settled("never-ended")) {
      FewSchools.policies().forEach(topology::publish);
      CELLS.forEach(topology::publish);
      assertThat(topology.recomputation.isComplete()).isFalse();
      topology.restart(directory.resolve("before"), directory.resolve("after"));
      assertThat(topology.recomputation.isComplete()).isFalse();
      topology.settle();
      assertThat(bytes(topology.effects)).isEqualTo(bytes(clean.effects));
      topology.restart(directory.resolve("after"), directory.resolve("again"));
      assertThat(topology.recomputation.isComplete()).isTrue();
    }
  }
}
