package org.pathline.streams.outcomes;

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
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.DrawnPathways;
import org.pathline.streams.FaultsInSums;
import org.pathline.streams.OneTopology;
import org.pathline.streams.outcomes.OutcomesTopology.Derivations;
import org.pathline.streams.state.Reprocessing;

/** A rule that fails for one student or cell, or an id without end, sets that one aside. */
class FaultsInOutcomesTest extends FaultsInSums {
  FaultsInOutcomesTest() {
    super("outcomes", OutcomesTopology.APPLICATION_ID, TopicCatalogue.OUTCOME_CELLS);
  }

  /** The topology, whose rules fail for some students and for the cells of some schools. */
  @Override
  protected Function<Contract, Topology> failing(
      Predicate<String> students, Predicate<String> schools) {
    return contract -> {
      Derivations sound = Derivations.of(contract);
      Derivations failing =
          new Derivations(
              sound.version(),
              pathway -> {
                failFor(students, pathway.getStudentId());
                return sound.contributions().apply(pathway);
              },
              (key, sums) -> {
                if (schools.test(key.schoolId())) {
                  throw new ArithmeticException("secret");
                }
                return sound.rows().of(key, sums);
              });
      return new OutcomesTopology(contract, new Reprocessing(), failing).get();
    };
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2})
  void theCellsOfOneSchoolAreLeftOutUntilARuleCan(long seed) {
    List<Pathway> pathways = pathways();
    Collections.shuffle(pathways, new Random(seed));
    try (OneTopology topology = topology(NONE, "S1"::equals)) {
      pathways.forEach(topology::publish);
      topology.settle();
      assertThat(topology.setAside().values()).containsOnly("INTERNAL_ERROR");
      assertThat(topology.setAside().keySet())
          .isNotEmpty()
          .allMatch(key -> key.startsWith("outcomes CELL ") && key.contains("|S1|"));
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS).keySet())
          .isNotEmpty()
          .noneMatch(key -> key.contains("|S1|"));
      int rejections = topology.rejections().size();
      assertThat(rejections).isEqualTo(topology.setAside().size());
      topology.restart(failing(NONE, "S1"::equals));
      topology.settle();
      topology.restart(failing(NONE, NONE));
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS)).hasToString(rowsOf(pathways));
      assertThat(topology.rejections()).hasSize(rejections);
      // A release that cannot withdraws what stood, where it is touched.
      topology.restart(failing(NONE, "S1"::equals));
      topology.withdraw("s1");
      topology.settle();
      assertThat(topology.setAside()).hasSize(1);
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS).keySet())
          .noneMatch(key -> topology.setAside().containsKey("outcomes CELL " + key));
      assertThat(topology.rejections()).hasSize(rejections + 1);
    }
  }

  @Test
  void anIdThatIsTooLongForAKeySetsItsStudentAsideAndARecordWithoutAKeyStopsNothing() {
    try (OneTopology topology = topology(NONE, NONE)) {
      topology.publish(DrawnPathways.of("odd", "|".repeat(100_000), List.of()));
      topology.publish(TopicCatalogue.PATHWAYS, null, null);
      pathways().forEach(topology::publish);
      topology.settle();
      assertThat(topology.setAside()).hasToString("{outcomes STUDENT odd=TOO_LONG}");
      assertThat(topology.table(TopicCatalogue.DEAD_LETTERS)).hasSize(1);
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS)).hasToString(rowsOf(pathways()));
      assertThat(topology.greatestRecord()).isLessThan(512 * 1024);
      topology.publish(DrawnPathways.of("odd", "S1", List.of()));
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
      assertThat(topology.rejections()).hasSize(1);
    }
  }

  @Test
  void theSameFaultForEachCellStopsTheTopology() {
    OneTopology topology = topology(NONE, id -> true);
    assertThatThrownBy(
            () -> {
              for (int i = 0; i <= 100; i++) {
                topology.publish(DrawnPathways.of("s" + i, "S" + i, List.of()));
              }
              topology.settle();
            })
        .hasStackTraceContaining("this release is broken");
  }
}
