package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.streams.TopologyUnderTest;

/** The state that a release left is read by this one. */
class ReleasedStateTest {
  private static final long SEED = 20_261_126L;
  private static final int STUDENTS = 40;

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
