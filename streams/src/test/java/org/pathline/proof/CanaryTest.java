package org.pathline.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.StudentRecord;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.Histories;
import org.pathline.oracle.Recorded;
import org.pathline.streams.TopologyUnderTest;

/** The canary passes through every topology and is in nothing that comes of it. */
class CanaryTest {
  private static final long SEED = Long.getLong("proof.seed", 20_260_311L);
  private static final int STUDENTS = 30;

  private static StudentRecord student(String id, long recordedAt) {
    return new StudentRecord(
        new Envelope(id, Recorded.at(recordedAt), "monitor", false, null),
        RaceEthnicity.UNKNOWN,
        Sex.UNKNOWN,
        Indicator.UNKNOWN,
        Indicator.UNKNOWN);
  }

  /** Everything a reader of the output topics can count, after all facts have come through. */
  private static List<Object> published(List<Fact> facts) {
    try (TopologyUnderTest topologies = new TopologyUnderTest(Settings.DEFAULT)) {
      for (Fact fact : facts) {
        topologies.publish(fact);
      }
      topologies.settle();
      return List.of(
          text(topologies.pathways().values()),
          topologies.pathways().keySet(),
          topologies.cells(),
          text(topologies.milestones()),
          topologies.rejections().size(),
          topologies.deadLetters().size());
    }
  }

  private static List<String> text(Iterable<byte[]> values) {
    List<String> all = new ArrayList<>();
    values.forEach(value -> all.add(new String(value, UTF_8)));
    return all;
  }

  /** Facts with one of the id after every tenth. */
  private static List<Fact> mixed(List<Fact> facts, String id) {
    List<Fact> mixed = new ArrayList<>();
    for (int i = 0; i < facts.size(); i++) {
      mixed.add(facts.get(i));
      if (i % 10 == 0) {
        mixed.add(student(id, i));
      }
    }
    return mixed;
  }

  @Test
  void nothingThatIsCountedDiffersByTheCanary() {
    System.out.println("seed " + SEED);
    List<Fact> facts = Histories.of(SEED, STUDENTS).latest();
    List<Object> without = published(facts);
    assertThat(published(mixed(facts, Canary.STUDENT_ID))).isEqualTo(without);
    assertThat(published(mixed(facts, "somebody")))
        .as("a student of the same facts is counted")
        .isNotEqualTo(without);
  }

  @Test
  void eachOfItsFactsComesOutOfEachTopologyOnce() {
    try (TopologyUnderTest topologies = new TopologyUnderTest(Settings.DEFAULT)) {
      int before = topologies.outputs();
      for (int probe = 1; probe <= 3; probe++) {
        topologies.publish(student(Canary.STUDENT_ID, probe));
        topologies.settle();
        assertThat(topologies.outputs() - before)
            .as("a tombstone among the pathways, the cells and the rows of sorting")
            .isEqualTo(3 * probe);
      }
      assertThat(topologies.pathways()).isEmpty();
      assertThat(topologies.cells()).isEmpty();
    }
  }

  @Test
  void nobodyCanMakeTheCanaryAStudentOrAStudentTheCanary() {
    Envelope canary = new Envelope(Canary.STUDENT_ID, Recorded.at(1), "district", false, null);
    Envelope somebody = new Envelope("somebody", Recorded.at(1), "district", false, null);
    List<Fact> refused =
        List.of(
            new IdentityLink(canary, "somebody"),
            new IdentityLink(somebody, Canary.STUDENT_ID),
            new PostsecondarySearch(canary, LocalDate.of(2020, 1, 1), true));
    assertThat(refused.stream().map(fact -> FactRules.check(fact).orElseThrow().reason()))
        .containsOnly(Reason.RESERVED_ID);
    assertThat(
            List.<Fact>of(
                    student(Canary.STUDENT_ID, 1),
                    new IdentityLink(somebody, "another"),
                    new PostsecondarySearch(somebody, LocalDate.of(2020, 1, 1), true))
                .stream()
                .map(FactRules::check)
                .collect(Collectors.toSet()))
        .allMatch(Optional::isEmpty);
  }
}
