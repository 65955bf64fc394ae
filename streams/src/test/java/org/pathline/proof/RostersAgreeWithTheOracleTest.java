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
import org.pathline.oracle.NaiveRoster;
import org.pathline.oracle.PolicyHistory;
import org.pathline.oracle.RosterMistake;
import org.pathline.streams.TopologyUnderTest;

/** The topology of rosters, fed with messy students and policies in any order, against a batch. */
@AddLifecycleHook(Effort.class)
class RostersAgreeWithTheOracleTest {
  private static final Settings SETTINGS = Settings.DEFAULT;

  @Property(tries = 8, shrinking = ShrinkingMode.OFF)
  void anyDeliveryEndsInTheRowsOfTheOracleToTheLastDigit(@ForAll long seed) {
    List<Fact> facts = facts(seed, 12);
    List<Fact> again = Deliveries.shuffle(Deliveries.duplicate(facts, 0.3, seed), ~seed);
    try (TopologyUnderTest one = new TopologyUnderTest(SETTINGS);
        TopologyUnderTest two = new TopologyUnderTest(SETTINGS)) {
      one.deliver(facts, new Random(seed));
      two.deliver(again, new Random(~seed));
      agrees(one, facts);
      assertThat(Expected.hex(two.sortingBytes())).isEqualTo(Expected.hex(one.sortingBytes()));
    }
  }

  @Property(tries = 3, shrinking = ShrinkingMode.OFF)
  void rowsAreRightAfterEveryPrefix(@ForAll long seed) {
    List<Fact> facts = facts(seed, 4);
    List<Fact> shuffled = seed % 2 == 0 ? facts : Deliveries.shuffle(facts, seed);
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      for (int arrived = 1; arrived <= shuffled.size(); arrived++) {
        topology.publish(shuffled.get(arrived - 1));
        topology.settle();
        agrees(topology, shuffled.subList(0, arrived));
      }
    }
  }

  @Property(tries = 4, shrinking = ShrinkingMode.OFF)
  void whatArrivesAgainIsNotPublishedAgain(@ForAll long seed) {
    List<Fact> facts =
        facts(seed, 6).stream().filter(fact -> FactRules.check(fact).isEmpty()).toList();
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      topology.deliver(facts, new Random(seed));
      int before = topology.outputs();
      assertThat(before).isPositive();
      topology.deliver(Deliveries.shuffle(facts, seed), new Random(~seed));
      assertThat(topology.outputs()).isEqualTo(before);
    }
  }

  @Test
  void mistakesPlantedInTheOracleAreFoundInThePublishedRows() {
    long seed = 20_260_606L;
    System.out.println("seed " + seed);
    List<Fact> facts = facts(seed, 80);
    List<Object> missed = new ArrayList<>();
    try (TopologyUnderTest topology = new TopologyUnderTest(SETTINGS)) {
      topology.deliver(facts, new Random(seed));
      agrees(topology, facts);
      for (RosterMistake mistake : RosterMistake.values()) {
        List<NaiveRoster> wrong = RealLists.oracle(SETTINGS).rosters(facts, mistake);
        if (RosterDifferences.between(topology.sorting().values(), wrong).isEmpty()) {
          missed.add(mistake);
        }
      }
      for (Mistake mistake :
          List.of(
              Mistake.LAST_ARRIVAL_STANDS,
              Mistake.EARLY_RETRACTION_FORGOTTEN,
              Mistake.RETRACTIONS_IGNORED,
              Mistake.VERSIONS_NOT_MERGED_ACROSS_IDS,
              Mistake.LINKS_NEVER_RETRACTED)) {
        List<NaiveRoster> wrong = RealLists.oracle(SETTINGS, mistake).rosters(facts);
        if (RosterDifferences.between(topology.sorting().values(), wrong).isEmpty()) {
          missed.add(mistake);
        }
      }
    }
    assertThat(missed).isEmpty();
  }

  /** Students with policies strewn among them. */
  private static List<Fact> facts(long seed, int students) {
    List<Fact> facts =
        new ArrayList<>(Histories.of(seed, students, RealLists.vocabulary(SETTINGS)).delivery());
    Random random = new Random(seed);
    for (Fact policy : PolicyHistory.of(seed, 3 * students)) {
      facts.add(random.nextInt(facts.size() + 1), policy);
    }
    return facts;
  }

  private static void agrees(TopologyUnderTest topology, List<Fact> facts) {
    List<NaiveRoster> expected = RealLists.oracle(SETTINGS).rosters(facts);
    assertThat(RosterDifferences.between(topology.sorting().values(), expected)).isEmpty();
  }
}
