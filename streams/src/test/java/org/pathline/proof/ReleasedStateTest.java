package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.wire.PathwayRecord;

/** The state that a release left is read by this one. */
class ReleasedStateTest {
  private static final long SEED = 20_261_126L;
  private static final int STUDENTS = 40;

  @Test
  void theStateOfTheVersionBeforeIsDerivedAnewAndGoesOn() throws IOException {
    ReleasedState before = ReleasedState.read(ReleasedState.file("v2"));
    try (TopologyUnderTest nothing = new TopologyUnderTest(Settings.DEFAULT);
        TopologyUnderTest topology =
            new TopologyUnderTest(Settings.DEFAULT, before.onDisk(nothing.contract()))) {
      List<Fact> facts = new ArrayList<>(before.facts());
      assertThat(topology.rederivation().isComplete()).isFalse();
      quieten(topology);
      assertThat(topology.rederivation().isComplete()).isTrue();
      assertThat(topology.rederivation().students()).isGreaterThan(STUDENTS);
      // A correction for everybody shows that each state was read.
      List<Fact> later =
          Histories.of(SEED + 1, STUDENTS, RealLists.vocabulary(Settings.DEFAULT)).delivery();
      later.forEach(topology::publish);
      facts.addAll(later);
      quieten(topology);
      PathwayRecord encoder =
          new PathwayRecord(topology.contract().pathwayId(), topology.contract().milestoneId());
      SortedMap<String, Pathway> expected = World.of(Settings.DEFAULT, facts).pathways();
      assertThat(topology.pathways()).hasSizeGreaterThan(STUDENTS / 2);
      topology
          .pathways()
          .forEach((id, bytes) -> assertThat(bytes).isEqualTo(encoder.encode(expected.get(id))));
    }
  }

  private static void quieten(TopologyUnderTest topology) {
    for (int i = 0; i < 8; i++) {
      topology.settle();
    }
  }

  /** Writes the state of this version when a release is named. */
  @Test
  void thisVersionsStateIsWrittenOnDemand() throws IOException {
    String release = System.getProperty("pathline.state.release");
    List<Fact> facts =
        Histories.of(SEED, STUDENTS, RealLists.vocabulary(Settings.DEFAULT)).delivery();
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      facts.forEach(topology::publish);
      for (int i = 0; i < 5; i++) {
        topology.settle();
      }
      Expected.of(Settings.DEFAULT, facts).isWhatStandsIn(topology);
      ReleasedState state = ReleasedState.of(facts, topology);
      assertThat(state.stores()).hasSize(3);
      if (release != null) {
        state.write(ReleasedState.file(release));
      }
    }
  }
}
