package org.pathline.streams.rosters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.Predicate;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.events.Rejection;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.DrawnPathways;
import org.pathline.streams.FaultsInSums;
import org.pathline.streams.OneTopology;
import org.pathline.streams.rosters.RostersTopology.Derivations;
import org.pathline.streams.state.Reprocessing;

/** A rule that fails for one student or roster sets that one aside. */
class FaultsInRostersTest extends FaultsInSums {
  FaultsInRostersTest() {
    super("rosters", RostersTopology.APPLICATION_ID, TopicCatalogue.SORTING);
  }

  /** The topology, whose rules fail for some students and for the rosters of some schools. */
  @Override
  protected Function<Contract, Topology> failing(
      Predicate<String> students, Predicate<String> schools) {
    return contract -> {
      Derivations sound = Derivations.of(SortingRule.DEFAULT, contract);
      Derivations failing =
          new Derivations(
              sound.version(),
              pathway -> {
                failFor(students, pathway.getStudentId());
                return sound.seats().apply(pathway);
              },
              (key, sums, declaration) -> {
                if (schools.test(key.schoolId())) {
                  throw new ArithmeticException("secret");
                }
                return sound.rows().of(key, sums, declaration);
              });
      return new RostersTopology(SortingRule.DEFAULT, contract, new Reprocessing(), failing).get();
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void oneRosterIsLeftOutUntilARuleCan(long seed) {
    List<Pathway> pathways = pathways();
    Collections.shuffle(pathways, new Random(seed));
    String entries = "{rosters ROSTER D1|S1|2011|08|MATHEMATICS=INTERNAL_ERROR}";
    try (OneTopology topology = topology(NONE, NONE)) {
      pathways.subList(0, 20).forEach(topology::publish);
      topology.restart(failing(NONE, "S1"::equals));
      pathways.subList(20, 30).forEach(topology::publish);
      topology.settle();
      assertThat(topology.setAside()).hasToString(entries);
      assertThat(topology.table(TopicCatalogue.SORTING))
          .containsOnlyKeys("D1|S0|2011|08|MATHEMATICS");
      int outputs = topology.outputs();
      topology.restart(failing(NONE, "S1"::equals));
      pathways.forEach(topology::publish);
      topology.settle();
      assertThat(topology.outputs()).as("nothing is told twice").isEqualTo(outputs);
      topology.restart(failing(NONE, NONE));
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
      assertThat(topology.table(TopicCatalogue.SORTING)).hasToString(rowsOf(pathways));
      assertThat(topology.rejections())
          .extracting(Rejection::getReason)
          .containsExactly("INTERNAL_ERROR");
    }
  }

  @Test
  void theSameFaultForEachStudentStopsTheTopology() {
    OneTopology topology = topology(id -> true, NONE);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= 100; i++) {
                topology.publish(DrawnPathways.of("s" + i, "S", List.of("a")));
              }
            })
        .hasStackTraceContaining("this release is broken");
  }
}
