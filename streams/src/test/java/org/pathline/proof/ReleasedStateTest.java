package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.CipCode;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.wire.PathwayRecord;

/** The state that a release left is read by this one. */
class ReleasedStateTest {
  private static final long SEED = 20_261_126L;
  private static final int STUDENTS = 40;

  /** Reasons that the release before did not know. */
  private static final Set<Reason> NEW =
      EnumSet.of(
          Reason.WORD_FOR_NOTHING,
          Reason.DAMAGED_ID,
          Reason.SCHOOL_YEAR_CONTRADICTED,
          Reason.STAY_OVER_SCHOOL_YEARS,
          Reason.MARK_CONTRADICTED);

  @Test
  void theStateOfTheVersionBeforeIsDerivedAnewAndGoesOn() throws IOException {
    ReleasedState before = ReleasedState.read(ReleasedState.file("v2"));
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT, before.onDisk())) {
      assertThat(topology.rederivation().isComplete()).isFalse();
      quieten(topology);
      assertThat(topology.rederivation().isComplete()).isTrue();
      assertThat(topology.rederivation().students()).isGreaterThan(STUDENTS);
      // A correction for everybody shows that each state was read.
      List<Fact> later =
          Histories.of(SEED + 1, STUDENTS, RealLists.vocabulary(Settings.DEFAULT)).delivery();
      later.forEach(topology::publish);
      quieten(topology);
      PathwayRecord encoder =
          new PathwayRecord(
              topology.contract().id(TopicCatalogue.PATHWAYS),
              topology.contract().id(TopicCatalogue.MILESTONES));
      World world = new World(Settings.DEFAULT);
      world.accept(before.facts().stream().filter(ReleasedStateTest::wasAccepted).toList());
      world.check();
      world.arrive(later);
      SortedMap<String, Pathway> expected = world.pathways();
      assertThat(topology.pathways()).hasSizeGreaterThan(STUDENTS / 2);
      topology
          .pathways()
          .forEach((id, bytes) -> assertThat(bytes).isEqualTo(encoder.encode(expected.get(id))));
    }
  }

  /** Whether the release before accepted a fact, and so forgot the versions before it. */
  private static boolean wasAccepted(Fact fact) {
    List<String> codes =
        fact instanceof PostsecondaryEnrollment term
            ? term.cipCodes()
            : fact instanceof PostsecondaryDegree degree ? degree.cipCodes() : List.of();
    boolean refused = !fact.envelope().retracted() && codes.stream().anyMatch(CipCode::isNoField);
    return !refused
        && FactRules.check(fact).map(Violation::reason).filter(r -> !NEW.contains(r)).isEmpty();
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
