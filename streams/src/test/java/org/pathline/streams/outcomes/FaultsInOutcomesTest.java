package org.pathline.streams.outcomes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
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
import org.pathline.streams.OneTopology;
import org.pathline.streams.outcomes.OutcomesTopology.Derivations;
import org.pathline.streams.state.Rederivation;

/** A rule that fails for one student or cell, or an id without end, sets that one aside. */
class FaultsInOutcomesTest {
  private static final Predicate<String> NONE = id -> false;

  /** The topology, whose rules fail for some students and for the cells of some schools. */
  private static Function<Contract, Topology> failing(
      Predicate<String> students, Predicate<String> schools) {
    return contract -> {
      Derivations sound = Derivations.of(contract);
      Derivations failing =
          new Derivations(
              sound.version(),
              pathway -> {
                if (students.test(pathway.getStudentId())) {
                  throw new IllegalStateException("secret " + pathway.getStudentId());
                }
                return sound.contributions().apply(pathway);
              },
              (key, sums) -> {
                if (schools.test(key.schoolId())) {
                  throw new ArithmeticException("secret");
                }
                return sound.rows().of(key, sums);
              });
      return new OutcomesTopology(contract, new Rederivation(), failing).get();
    };
  }

  private static OneTopology topology(Predicate<String> students, Predicate<String> schools) {
    return new OneTopology(OutcomesTopology.APPLICATION_ID, failing(students, schools));
  }

  private static List<Pathway> pathways(String... but) {
    List<Pathway> pathways = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      if (!List.of(but).contains("s" + i)) {
        pathways.add(DrawnPathways.of("s" + i, "S" + i % 2, List.of()));
      }
    }
    return pathways;
  }

  private static String cellsOf(List<Pathway> pathways) {
    try (OneTopology topology = topology(NONE, NONE)) {
      pathways.forEach(topology::publish);
      topology.settle();
      return topology.table(TopicCatalogue.OUTCOME_CELLS).toString();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void oneStudentIsLeftOutUntilARuleCan(long seed) {
    List<Pathway> pathways = pathways();
    Collections.shuffle(pathways, new Random(seed));
    try (OneTopology topology = topology("s7"::equals, NONE)) {
      pathways.forEach(topology::publish);
      topology.settle();
      assertThat(topology.setAside()).hasToString("{outcomes STUDENT s7=INTERNAL_ERROR}");
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS)).hasToString(cellsOf(pathways("s7")));
      assertThat(topology.rejections())
          .singleElement()
          .satisfies(
              rejection ->
                  assertThat(rejection.getDetail())
                      .startsWith("java.lang.IllegalStateException at FaultsInOutcomesTest.java:")
                      .doesNotContain("secret"));
      int outputs = topology.outputs();
      topology.restart(failing("s7"::equals, NONE));
      pathways.forEach(topology::publish);
      topology.settle();
      assertThat(topology.outputs()).as("nothing is told twice").isEqualTo(outputs);
      topology.restart(failing(NONE, NONE));
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS)).hasToString(cellsOf(pathways));
      assertThat(topology.rejections()).hasSize(1);
      // A release that cannot takes away what the student gave.
      topology.restart(failing("s7"::equals, NONE));
      topology.publish(DrawnPathways.of("s7", "S0", List.of()));
      topology.settle();
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS)).hasToString(cellsOf(pathways("s7")));
      topology.withdraw("s7");
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
    }
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
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS)).hasToString(cellsOf(pathways));
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
      assertThat(topology.table(TopicCatalogue.OUTCOME_CELLS)).hasToString(cellsOf(pathways()));
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
