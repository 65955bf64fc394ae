package org.pathline.streams.rosters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.Seat;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.events.Rejection;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.DrawnPathways;
import org.pathline.streams.OneTopology;
import org.pathline.streams.state.Reprocessing;

/** Rosters of thousands of sections, and policies of thousands of versions: bounded, set aside. */
class LargeRostersTest {
  private static final String ENTRY = "rosters ROSTER D1|crowded|2011|08|MATHEMATICS";
  private static final int BOUND = 512 * 1024;

  private static OneTopology rosters() {
    return new OneTopology(RostersTopology.APPLICATION_ID, LargeRostersTest::topology);
  }

  private static Topology topology(Contract contract) {
    return new RostersTopology(SortingRule.DEFAULT, contract, new Reprocessing()).get();
  }

  /** Students of whom each sits in sections of their own. */
  private static List<Pathway> crowd(int students, int sectionsEach) {
    List<Pathway> crowd = new ArrayList<>();
    for (int student = 0; student < students; student++) {
      List<String> sections = new ArrayList<>();
      for (int section = 0; section < sectionsEach; section++) {
        sections.add("enrollment-" + student + "-" + section);
      }
      crowd.add(DrawnPathways.of("student-" + student, "crowded", sections));
    }
    return crowd;
  }

  private static List<Pathway> neighbours() {
    List<Pathway> neighbours = new ArrayList<>();
    for (int student = 0; student < 40; student++) {
      neighbours.add(
          DrawnPathways.of("neighbour-" + student, "small", List.of("section-" + student % 3)));
    }
    return neighbours;
  }

  private static String rowsOf(List<Pathway> pathways) {
    try (OneTopology topology = rosters()) {
      pathways.forEach(topology::publish);
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
      return topology.table(TopicCatalogue.SORTING).toString();
    }
  }

  @Test
  @Tag("trial")
  void fortyThousandSectionsSetTheirRosterAsideAndNothingElse() {
    String rowsOfNeighbours = rowsOf(neighbours());
    try (OneTopology topology = rosters()) {
      List<Pathway> all = new ArrayList<>(crowd(400, 100));
      all.addAll(neighbours());
      Collections.shuffle(all, new Random(8));
      for (int i = 0; i < all.size(); i++) {
        topology.publish(all.get(i));
        if (i % 100 == 99) {
          topology.settle();
        }
      }
      topology.settle();
      assertThat(topology.setAside())
          .containsOnlyKeys(ENTRY)
          .containsEntry(ENTRY, "TOO_MANY_SECTIONS");
      assertThat(topology.table(TopicCatalogue.SORTING)).hasToString(rowsOfNeighbours);
      assertThat(topology.rejections())
          .extracting(Rejection::getReason)
          .containsExactly("TOO_MANY_SECTIONS");
      assertThat(topology.greatestRecord()).isBetween(10_000, BOUND / 2);
      int outputs = topology.outputs();
      topology.restart(LargeRostersTest::topology);
      all.forEach(topology::publish);
      topology.publish(crowd(1, 101).get(0));
      topology.settle();
      assertThat(topology.outputs()).as("nothing is told twice").isEqualTo(outputs);
      // Below the bound again, all is as if the others had never come.
      List<Pathway> few = crowd(19, 100);
      for (Pathway each : crowd(400, 1).subList(19, 400)) {
        topology.withdraw(each.studentId());
      }
      topology.publish(few.get(0));
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
      assertThat(topology.rejections()).hasSize(1);
      few.addAll(neighbours());
      assertThat(topology.table(TopicCatalogue.SORTING)).hasToString(rowsOf(few));
      assertThat(topology.greatestRecord()).isLessThan(BOUND / 2);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void anyOrderEndsInTheSame(long seed) {
    List<Pathway> crowd = crowd(21, 100);
    List<Pathway> shuffled = new ArrayList<>(crowd);
    Collections.shuffle(shuffled, new Random(seed));
    try (OneTopology topology = rosters()) {
      Random random = new Random(seed);
      for (Pathway each : shuffled) {
        topology.publish(each);
        if (random.nextInt(4) == 0) {
          topology.settle();
        }
      }
      topology.settle();
      assertThat(topology.setAside()).containsOnlyKeys(ENTRY);
      assertThat(topology.table(TopicCatalogue.SORTING)).isEmpty();
      Pathway gone = shuffled.get(random.nextInt(shuffled.size()));
      topology.withdraw(gone.studentId());
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
      List<Pathway> rest = new ArrayList<>(crowd);
      rest.remove(gone);
      assertThat(topology.table(TopicCatalogue.SORTING)).hasToString(rowsOf(rest));
    }
  }

  @Test
  void theRowOfARosterThatIsSpreadIsThatOfOneThatIsNot() {
    try (OneTopology topology = rosters()) {
      List<Pathway> crowd = crowd(20, 100);
      for (Pathway each : crowd) {
        topology.publish(each);
        topology.settle();
      }
      assertThat(topology.table(TopicCatalogue.SORTING)).hasToString(rowsOf(crowd));
      for (Pathway each : crowd) {
        topology.withdraw(each.studentId());
        topology.settle();
      }
      assertThat(topology.table(TopicCatalogue.SORTING)).isEmpty();
    }
  }

  @Test
  void aStudentOfThousandsOfSeatsIsCountedAndTakesNoMoreThanTheirPathway() {
    List<Seat> seats = new ArrayList<>();
    Subject[] subjects = Subject.values();
    for (int i = 0; i < 9_000; i++) {
      seats.add(new Seat("e" + i, subjects[i % (subjects.length - 1)], CourseLevel.G));
    }
    String district = "|".repeat(128);
    try (OneTopology topology = rosters()) {
      topology.publish(DrawnPathways.of("wide", district, district, seats));
      topology.settle();
      assertThat(topology.table(TopicCatalogue.SORTING)).hasSize(subjects.length - 1);
      assertThat(topology.setAside()).isEmpty();
      assertThat(topology.greatestRecord()).isLessThan(BOUND / 2);
      topology.withdraw("wide");
      topology.settle();
      assertThat(topology.table(TopicCatalogue.SORTING)).isEmpty();
    }
  }

  @Test
  void idsThatAreTooLongForAKeySetTheirStudentAside() {
    String rowsOfNeighbours = rowsOf(neighbours());
    for (boolean section : new boolean[] {true, false}) {
      String longId = "|".repeat(100_000);
      Pathway odd =
          section
              ? DrawnPathways.of("odd", "small", List.of(longId))
              : DrawnPathways.of("odd", longId, List.of("section-1"));
      try (OneTopology topology = rosters()) {
        topology.publish(odd);
        neighbours().forEach(topology::publish);
        topology.settle();
        assertThat(topology.setAside()).hasToString("{rosters STUDENT odd=TOO_LONG}");
        assertThat(topology.table(TopicCatalogue.SORTING)).hasToString(rowsOfNeighbours);
        assertThat(topology.rejections()).hasSize(1);
        topology.withdraw("odd");
        topology.settle();
        assertThat(topology.setAside()).isEmpty();
      }
    }
  }

  private static ClassroomPolicy policy(int fact, long at, boolean gone) {
    return new ClassroomPolicy(
        new Envelope("UNKNOWN", Recorded.at(at), "district", gone, "fact-" + fact),
        "D1",
        null,
        Subject.MATHEMATICS,
        "06",
        "08",
        fact % 2 == 0 ? Regime.TRACKED : Regime.DETRACKED,
        Acceleration.NONE,
        2000,
        null,
        "https://example.org/" + "x".repeat(200));
  }

  @ParameterizedTest
  @Tag("trial")
  @ValueSource(longs = {1, 2})
  void aPolicyIdOfThousandsOfFactsLabelsNothingUntilTheyAreWithdrawn(long seed) {
    List<ClassroomPolicy> policies = new ArrayList<>();
    for (int fact = 0; fact < 1_000; fact++) {
      policies.add(policy(fact, 1, false));
    }
    Collections.shuffle(policies, new Random(seed));
    try (OneTopology topology = rosters()) {
      neighbours().forEach(topology::publish);
      topology.settle();
      var unlabelled = topology.table(TopicCatalogue.SORTING);
      policies.forEach(topology::publish);
      topology.settle();
      assertThat(topology.setAside()).hasToString("{rosters POLICY UNKNOWN=TOO_MANY_FACTS}");
      assertThat(topology.table(TopicCatalogue.SORTING)).isEqualTo(unlabelled);
      assertThat(topology.rejections()).hasSize(1);
      assertThat(topology.greatestRecord()).isBetween(10_000, BOUND / 2);
      topology.restart(LargeRostersTest::topology);
      policies.forEach(topology::publish);
      topology.settle();
      assertThat(topology.rejections()).hasSize(1);
      for (int fact = 3; fact < 1_000; fact++) {
        topology.publish(policy(fact, 2, true));
      }
      topology.settle();
      assertThat(topology.setAside()).isEmpty();
      var labelled = topology.table(TopicCatalogue.SORTING);
      assertThat(labelled).isNotEqualTo(unlabelled).isEqualTo(labelledByThree());
      topology.restart(LargeRostersTest::topology);
      topology.publish(policy(0, 3, true));
      topology.publish(policy(1, 3, true));
      topology.publish(policy(2, 3, true));
      topology.settle();
      assertThat(topology.table(TopicCatalogue.SORTING)).isEqualTo(unlabelled);
      assertThat(topology.greatestRecord()).isLessThan(BOUND / 2);
    }
  }

  private static SortedMap<String, String> labelledByThree() {
    try (OneTopology topology = rosters()) {
      neighbours().forEach(topology::publish);
      for (int fact = 0; fact < 3; fact++) {
        topology.publish(policy(fact, 1, false));
      }
      topology.settle();
      return topology.table(TopicCatalogue.SORTING);
    }
  }
}
