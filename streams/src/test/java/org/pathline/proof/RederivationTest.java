package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.state.Reprocessing;

/** A state that was built with some settings, met by a program that has others. */
class RederivationTest {
  private static final long SEED = 20_260_505L;
  private static final Settings BUILT = new Settings(8, "dhs-2024-07-22");
  private static final List<Fact> FACTS =
      Histories.of(SEED, 15, RealLists.vocabulary(BUILT)).delivery();

  @ParameterizedTest
  @ValueSource(strings = {"dhs-2024-07-22", "ncses", "nces-2009-161"})
  void otherSettingsLeaveOnlyTheirOwnCells(String stemList) {
    System.out.println("seed " + SEED);
    Settings other = new Settings(12, stemList);
    try (TopologyUnderTest topology = new TopologyUnderTest(BUILT)) {
      FACTS.forEach(topology::publish);
      Reprocessing rederivation = topology.restart(other);
      assertThat(rederivation.isComplete()).isFalse();
      quieten(topology);
      assertThat(rederivation.isComplete()).isTrue();
      assertThat(rederivation.students()).isPositive();
      Expected.of(other, FACTS).isWhatStandsIn(topology);
      assertThat(topology.cells().keySet()).allMatch(key -> key.endsWith("|12|" + stemList));
    }
  }

  @Test
  void factsThatArriveMeanwhileAreFoldedUnderTheNewSettings() {
    System.out.println("seed " + SEED);
    Settings other = new Settings(12, BUILT.stemList());
    int half = FACTS.size() / 2;
    try (TopologyUnderTest topology = new TopologyUnderTest(BUILT)) {
      FACTS.subList(0, half).forEach(topology::publish);
      topology.restart(other);
      FACTS.subList(half, FACTS.size()).forEach(topology::publish);
      quieten(topology);
      Expected.of(other, FACTS).isWhatStandsIn(topology);
    }
  }

  @Test
  void theSameSettingsDeriveNothingAnewAndPublishNothing() {
    System.out.println("seed " + SEED);
    try (TopologyUnderTest topology = new TopologyUnderTest(BUILT)) {
      FACTS.forEach(topology::publish);
      Reprocessing rederivation = topology.restart(BUILT);
      int before = topology.outputs();
      assertThat(rederivation.isComplete()).isTrue();
      quieten(topology);
      assertThat(topology.outputs()).isEqualTo(before);
      Expected.of(BUILT, FACTS).isWhatStandsIn(topology);
    }
  }

  @Test
  void aRoundTripOfSettingsEndsWhereItBegan() {
    System.out.println("seed " + SEED);
    try (TopologyUnderTest topology = new TopologyUnderTest(BUILT)) {
      FACTS.forEach(topology::publish);
      topology.restart(new Settings(1, BUILT.stemList()));
      quieten(topology);
      topology.restart(BUILT);
      quieten(topology);
      Expected.of(BUILT, FACTS).isWhatStandsIn(topology);
    }
  }

  private static void quieten(TopologyUnderTest topology) {
    for (int i = 0; i < 5; i++) {
      topology.settle();
    }
  }
}
