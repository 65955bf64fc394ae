package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Deliveries;
import org.pathline.oracle.Histories;
import org.pathline.oracle.Mistake;
import org.pathline.streams.TopologyUnderTest;

/** Both topologies, fed with messy histories in any order, against the naive batch. */
@AddLifecycleHook(Effort.class)
class TopologiesAgreeWithTheOracleTest {
  @Property(tries = 12, shrinking = ShrinkingMode.OFF)
  void anyDeliveryEndsInTheSameBytesAndInTheCellsOfTheOracle(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts = Histories.of(seed, 5, RealLists.vocabulary(settings)).delivery();
    Expected expected = Expected.of(settings, facts);
    List<Fact> again = Deliveries.shuffle(Deliveries.duplicate(facts, 0.3, seed), ~seed);
    for (List<Fact> delivery : List.of(facts, again)) {
      try (TopologyUnderTest topology = new TopologyUnderTest(settings)) {
        topology.deliver(delivery, new Random(seed));
        expected.isWhatStandsIn(topology);
      }
    }
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void cellsAreRightAfterEveryPrefix(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts = Histories.of(seed, 4, RealLists.vocabulary(settings)).delivery();
    List<Fact> shuffled = seed % 2 == 0 ? facts : Deliveries.shuffle(facts, seed);
    try (TopologyUnderTest topology = new TopologyUnderTest(settings)) {
      for (int arrived = 1; arrived <= shuffled.size(); arrived++) {
        topology.publish(shuffled.get(arrived - 1));
        topology.settle();
        Expected.of(settings, shuffled.subList(0, arrived)).isWhatStandsIn(topology);
      }
    }
  }

  @Property(tries = 5, shrinking = ShrinkingMode.OFF)
  void whatArrivesAgainIsNotPublishedAgain(@ForAll long seed) {
    Settings settings = RealLists.settings(seed);
    List<Fact> facts =
        Histories.of(seed, 5, RealLists.vocabulary(settings)).delivery().stream()
            .filter(fact -> FactRules.check(fact).isEmpty())
            .toList();
    try (TopologyUnderTest topology = new TopologyUnderTest(settings)) {
      topology.deliver(facts, new Random(seed));
      int before = topology.outputs();
      assertThat(before).isPositive();
      topology.deliver(Deliveries.shuffle(facts, seed), new Random(~seed));
      assertThat(topology.outputs()).isEqualTo(before);
    }
  }

  @Test
  void mistakesPlantedInTheOracleAreFoundInThePublishedCells() {
    long seed = 20_260_404L;
    System.out.println("seed " + seed);
    Settings settings = Settings.DEFAULT;
    List<Fact> facts = Histories.of(seed, 60, RealLists.vocabulary(settings)).delivery();
    List<Mistake> missed = new ArrayList<>();
    try (TopologyUnderTest topology = new TopologyUnderTest(settings)) {
      topology.deliver(facts, new Random(seed));
      Expected.of(settings, facts).isWhatStandsIn(topology);
      for (Mistake mistake : Mistake.values()) {
        var wrong = Differences.published(RealLists.oracle(settings, mistake).compute(facts));
        if (Differences.ofCells(Expected.cellsOf(topology), wrong).isEmpty()) {
          missed.add(mistake);
        }
      }
    }
    assertThat(missed).isEmpty();
  }
}
