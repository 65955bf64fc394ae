package org.pathline.streams.rosters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Acceleration;
import org.pathline.domain.fact.AssessmentResult;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.events.DeclaredRegime;
import org.pathline.events.Rejection;
import org.pathline.events.Sorting;
import org.pathline.events.SortingFlag;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.TopologyUnderTest;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.state.Reprocessing;

/** What moves a row of sorting, and what does not. */
class RostersTopologyTest {
  private static Envelope envelope(String id, long recordedAt, boolean retracted) {
    return new Envelope(id, Recorded.at(recordedAt), "district", retracted, null);
  }

  private static SectionEnrollment seat(String student, String section, long at, boolean gone) {
    return new SectionEnrollment(
        envelope(student, at, gone),
        section,
        "D1",
        "S1",
        2011,
        "08",
        "02052",
        CourseLevel.H,
        null,
        null);
  }

  private static AssessmentResult score(String student, double percentile, long at) {
    return new AssessmentResult(
        envelope(student, at, false),
        "state",
        Subject.MATHEMATICS,
        LocalDate.of(2010, 4, 15),
        "07",
        percentile);
  }

  private static ClassroomPolicy policy(String school, Regime regime, long at, boolean gone) {
    return new ClassroomPolicy(
        envelope("P-" + school, at, gone),
        "D1",
        school,
        Subject.MATHEMATICS,
        "06",
        "08",
        regime,
        Acceleration.NONE,
        2009,
        2011,
        "https://example.org");
  }

  /** Two low students in one section, two high ones in the other. */
  private static TopologyUnderTest sorted() {
    TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT);
    String[] students = {"a", "b", "c", "d"};
    for (int i = 0; i < students.length; i++) {
      topology.publish(seat(students[i], i < 2 ? "low" : "high", 1, false));
      topology.publish(score(students[i], 10 + 20 * i, 1));
    }
    topology.settle();
    return topology;
  }

  private static Sorting row(TopologyUnderTest topology) {
    assertThat(topology.sorting()).containsOnlyKeys("D1|S1|2011|08|MATHEMATICS");
    return topology.sorting().get("D1|S1|2011|08|MATHEMATICS");
  }

  @Test
  void aRowIsTheSortingOfItsSections() {
    try (TopologyUnderTest topology = sorted()) {
      Sorting row = row(topology);
      assertThat(row.getSections()).isEqualTo(2);
      assertThat(row.getN()).isEqualTo(4);
      assertThat(row.getEta2()).isEqualTo(0.8);
      assertThat(row.getAdvancedShare()).isEqualTo(1);
      assertThat(row.getRegime()).isEqualTo(DeclaredRegime.UNDECLARED);
      assertThat(row.getFlags()).isEmpty();
    }
  }

  @Test
  void aLateScoreACorrectedSeatAndAMergedStudentMoveTheRow() {
    try (TopologyUnderTest topology = sorted()) {
      var before = topology.sorting();
      topology.publish(score("a", 30, 2));
      topology.publish(score("b", 10, 2));
      topology.settle();
      assertThat(topology.sorting()).as("the two in 'low' changed places").isEqualTo(before);
      topology.publish(seat("a", "low", 2, true));
      topology.publish(seat("a", "high", 2, false));
      topology.settle();
      assertThat(row(topology).getEta2()).isLessThan(0.8);
      topology.publish(new IdentityLink(envelope("a", 1, false), "d"));
      topology.settle();
      assertThat(row(topology).getN()).isEqualTo(3);
      topology.publish(new IdentityLink(envelope("a", 2, true), "d"));
      topology.publish(seat("a", "high", 3, true));
      topology.publish(seat("a", "low", 3, false));
      topology.settle();
      assertThat(topology.sorting()).isEqualTo(before);
    }
  }

  @Test
  void theLastSeatWithdrawnEndsTheRow() {
    try (TopologyUnderTest topology = sorted()) {
      for (String student : new String[] {"a", "b"}) {
        topology.publish(seat(student, "low", 2, true));
        topology.publish(seat(student, "high", 2, true));
      }
      topology.settle();
      assertThat(row(topology).getSections()).isEqualTo(1);
      assertThat(row(topology).getEta2()).isNull();
      topology.publish(seat("c", "high", 2, true));
      topology.publish(seat("d", "high", 2, true));
      topology.settle();
      assertThat(topology.sorting()).isEmpty();
    }
  }

  @Test
  void aPolicyThatIsLateCorrectedOrWithdrawnLabelsTheRowAnew() {
    try (TopologyUnderTest topology = sorted()) {
      var undeclared = topology.sorting();
      topology.publish(policy(null, Regime.TRACKED, 1, false));
      topology.settle();
      assertThat(row(topology).getRegime()).isEqualTo(DeclaredRegime.TRACKED);
      assertThat(row(topology).getFlags()).isEmpty();
      topology.publish(policy("S1", Regime.DETRACKED, 1, false));
      topology.settle();
      assertThat(row(topology).getRegime()).isEqualTo(DeclaredRegime.DETRACKED);
      assertThat(row(topology).getPolicyId()).isEqualTo("P-S1");
      assertThat(row(topology).getFlags()).containsExactly(SortingFlag.DE_FACTO_TRACKED);
      topology.publish(policy("S1", Regime.PARTIALLY_TRACKED, 2, false));
      topology.settle();
      assertThat(row(topology).getRegime()).isEqualTo(DeclaredRegime.PARTIALLY_TRACKED);
      assertThat(row(topology).getFlags()).isEmpty();
      topology.publish(policy("S1", Regime.DETRACKED, 3, true));
      topology.publish(policy(null, Regime.TRACKED, 2, true));
      topology.settle();
      assertThat(topology.sorting()).isEqualTo(undeclared);
    }
  }

  @Test
  void aPolicyOfAnotherSchoolPublishesNothing() {
    try (TopologyUnderTest topology = sorted()) {
      int before = topology.outputs();
      topology.publish(policy("S2", Regime.DETRACKED, 1, false));
      topology.settle();
      assertThat(topology.outputs()).isEqualTo(before);
    }
  }

  @Test
  void aPolicyThatBreaksARuleIsRejectedAndUndecodableBytesAreADeadLetter() {
    try (TopologyUnderTest topology = sorted()) {
      topology.publish(policy("", Regime.DETRACKED, 1, false));
      byte[] id = "P-other".getBytes(UTF_8);
      topology.publish(TopicCatalogue.POLICIES, id, WireFormat.value(99, new byte[] {1}));
      topology.publish(
          new ClassroomPolicy(
              envelope("P", 1, false),
              "D1",
              "S1",
              Subject.MATHEMATICS,
              "08",
              "06",
              Regime.DETRACKED,
              Acceleration.NONE,
              2009,
              null,
              "https://example.org/P"));
      topology.settle();
      assertThat(topology.rejections())
          .extracting(
              bytes -> topology.<Rejection>decode(bytes, TopicCatalogue.REJECTIONS).getReason())
          .containsExactly("GRADE_RANGE_REVERSED");
      assertThat(topology.deadLetters()).hasSize(1);
      assertThat(row(topology).getRegime())
          .as("an empty school id is that of a district")
          .isEqualTo(DeclaredRegime.DETRACKED);
    }
  }

  @Test
  void anotherThresholdLabelsEveryRowAnewAndSaysSoUntilItIsDone() {
    try (TopologyUnderTest topology = sorted()) {
      topology.publish(policy("S1", Regime.DETRACKED, 1, false));
      topology.settle();
      var before = topology.sorting();
      Reprocessing rederivation = topology.restart(new SortingRule(0.99));
      assertThat(rederivation.isComplete()).isFalse();
      topology.settle();
      topology.settle();
      assertThat(rederivation.isComplete()).isTrue();
      assertThat(row(topology).getFlags()).isEmpty();
      assertThat(row(topology).getDeFactoTrackedFrom()).isEqualTo(0.99);
      assertThat(topology.restart(new SortingRule(0.99)).isComplete()).isTrue();
      int outputs = topology.outputs();
      topology.settle();
      assertThat(topology.outputs()).isEqualTo(outputs);
      topology.restart(SortingRule.DEFAULT);
      topology.settle();
      assertThat(topology.sorting()).isEqualTo(before);
    }
  }
}
