package org.pathline.streams.outcomes;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.pathline.events.Pathway;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.DrawnPathways;
import org.pathline.streams.OneTopology;
import org.pathline.streams.outcomes.OutcomesTopology.Derivations;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.StateVersion;

/** A release that draws other contributions from the same pathways. */
class RulesOfContributionsTest {
  private static final TopicPartition PATHWAYS =
      new TopicPartition(TopicCatalogue.PATHWAYS.name(), 0);

  private Reprocessing rederivation = new Reprocessing();

  /** The next release: everybody is counted in one school. */
  private Function<Contract, Topology> release(int number) {
    return contract -> {
      Derivations sound = Derivations.of(contract);
      Derivations other =
          new Derivations(
              new StateVersion("contributions", Integer.toString(number)),
              pathway -> sound.contributions().apply(number == 1 ? pathway : moved(pathway)),
              sound.rows());
      return new OutcomesTopology(contract, rederivation, other).get();
    };
  }

  private static Pathway moved(Pathway pathway) {
    Pathway moved = Pathway.newBuilder(pathway).build();
    moved.getAnchor().setSchoolId("ALL");
    return moved;
  }

  private static List<org.pathline.domain.pathway.Pathway> pathways() {
    List<org.pathline.domain.pathway.Pathway> pathways = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      pathways.add(DrawnPathways.of("s" + i, "S" + i % 3, List.of()));
    }
    return pathways;
  }

  private OneTopology topology(int number) {
    return new OneTopology(OutcomesTopology.APPLICATION_ID, release(number));
  }

  @Test
  void aChangedRuleReadsThePathwaysAgainAndEveryCellFollows() {
    String expected;
    try (OneTopology fresh = topology(2)) {
      pathways().forEach(fresh::publish);
      fresh.settle();
      expected = fresh.table(TopicCatalogue.OUTCOME_CELLS).toString();
    }
    try (OneTopology topology = topology(1)) {
      pathways().forEach(topology::publish);
      topology.settle();
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS).toString()).isNotEqualTo(expected);
      assertThat(topology.contract().arrivals().rereading().isAsked(PATHWAYS)).isFalse();
      rederivation = new Reprocessing();
      topology.restart(release(2));
      assertThat(topology.contract().arrivals().rereading().isAsked(PATHWAYS)).isTrue();
      assertThat(rederivation.isComplete()).isFalse();
      // The driver has no consumer that would read again.
      pathways().subList(0, 10).forEach(topology::publish);
      topology.settle();
      assertThat(rederivation.isComplete()).isTrue();
      rederivation = new Reprocessing();
      topology.restart(release(2));
      assertThat(rederivation.isComplete()).as("it goes on from where it was").isTrue();
      pathways().subList(10, 20).forEach(topology::publish);
      topology.settle();
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS)).hasToString(expected);
    }
  }

  @Test
  void theSameRulesReadNothingAgain() {
    try (OneTopology topology = topology(1)) {
      pathways().forEach(topology::publish);
      topology.settle();
      topology.restart(release(1));
      assertThat(topology.contract().arrivals().rereading().isAsked(PATHWAYS)).isFalse();
      assertThat(rederivation.isComplete()).isTrue();
    }
  }
}
