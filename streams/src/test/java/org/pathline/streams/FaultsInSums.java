package org.pathline.streams;

import static org.assertj.core.api.Assertions.assertThat;

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
import org.pathline.schemas.Topic;

/** A topology of sums in which a rule fails for one student: that one is set aside. */
public abstract class FaultsInSums {
  /** Nobody. */
  protected static final Predicate<String> NONE = id -> false;

  private final String name;
  private final String applicationId;
  private final Topic rows;

  /** Faults of the topology of a name, which publishes rows. */
  protected FaultsInSums(String name, String applicationId, Topic rows) {
    this.name = name;
    this.applicationId = applicationId;
    this.rows = rows;
  }

  /** The topology, whose rules fail for some students and for the rows of some schools. */
  protected abstract Function<Contract, Topology> failing(
      Predicate<String> students, Predicate<String> schools);

  /** The topology alone. */
  protected OneTopology topology(Predicate<String> students, Predicate<String> schools) {
    return new OneTopology(applicationId, failing(students, schools));
  }

  /** Fails as a rule of the topology does. */
  protected static void failFor(Predicate<String> students, String studentId) {
    if (students.test(studentId)) {
      throw new IllegalStateException("secret " + studentId);
    }
  }

  /** Thirty students of two schools but for some. */
  protected static List<Pathway> pathways(String... but) {
    List<Pathway> pathways = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      if (!List.of(but).contains("s" + i)) {
        pathways.add(DrawnPathways.of("s" + i, "S" + i % 2, List.of("a" + i % 3, "b")));
      }
    }
    return pathways;
  }

  /** Rows of pathways where nothing fails. */
  protected String rowsOf(List<Pathway> pathways) {
    try (OneTopology topology = topology(NONE, NONE)) {
      pathways.forEach(topology::publish);
      topology.settle();
      return topology.table(rows).toString();
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void oneStudentIsLeftOutUntilARuleCan(long seed) {
    List<Pathway> pathways = pathways();
    Collections.shuffle(pathways, new Random(seed));
    String entries = "{" + name + " STUDENT s7=INTERNAL_ERROR}";
    try (OneTopology topology = topology("s7"::equals, NONE)) {
      pathways.forEach(topology::publish);
      topology.settle();
      assertThat(topology.setAside()).hasToString(entries);
      assertThat(topology.table(rows)).hasToString(rowsOf(pathways("s7")));
      assertThat(topology.rejections())
          .singleElement()
          .satisfies(
              rejection -> {
                assertThat(rejection.getDetail())
                    .startsWith("java.lang.IllegalStateException at FaultsInSums.java:")
                    .doesNotContain("secret");
                assertThat(rejection.getStudentId()).isEqualTo("s7");
              });
      int outputs = topology.outputs();
      topology.restart(failing("s7"::equals, NONE));
      pathways.forEach(topology::publish);
      topology.settle();
      assertThat(topology.outputs()).as("nothing is told twice").isEqualTo(outputs);
      // The next release can, and no input tells it to.
      topology.restart(failing(NONE, NONE));
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
      assertThat(topology.table(rows)).hasToString(rowsOf(pathways));
      assertThat(topology.rejections()).hasSize(1);
      // A release that cannot takes away what the student gave.
      topology.restart(failing("s7"::equals, NONE));
      topology.publish(DrawnPathways.of("s7", "S1", List.of("other")));
      topology.settle();
      assertThat(topology.setAside()).hasToString(entries);
      assertThat(topology.table(rows)).hasToString(rowsOf(pathways("s7")));
      topology.withdraw("s7");
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
    }
  }

  @Test
  void manyFaultsWithASuccessBetweenThemStopNothing() {
    try (OneTopology topology = topology(id -> id.hashCode() % 2 == 0, NONE)) {
      for (int i = 0; i < 300; i++) {
        topology.publish(DrawnPathways.of("s" + i, "S", List.of("a")));
      }
      topology.restart(failing(id -> id.hashCode() % 2 == 0, NONE));
      topology.settle();
      assertThat(topology.setAside()).hasSizeGreaterThan(100);
    }
  }
}
