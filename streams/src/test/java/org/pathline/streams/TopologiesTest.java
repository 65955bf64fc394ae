package org.pathline.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.EnrollmentStatus;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.PostsecondaryEnrollment;
import org.pathline.domain.fact.PostsecondaryLevel;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.DeadLetter;
import org.pathline.events.OutcomeCell;
import org.pathline.events.Pathway;
import org.pathline.events.Rejection;
import org.pathline.oracle.Recorded;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;

class TopologiesTest {
  private static Envelope envelope(String id, long recordedAt, boolean retracted) {
    return new Envelope(id, Recorded.at(recordedAt), "district", retracted, null);
  }

  private static SchoolEnrollment grade8(String id) {
    return new SchoolEnrollment(
        envelope(id, 1, false), "D1", "S1", "08", LocalDate.of(2010, 8, 20), null, null);
  }

  private static PostsecondaryEnrollment computing(String id) {
    return new PostsecondaryEnrollment(
        envelope(id, 5, false),
        "U1",
        LocalDate.of(2015, 9, 1),
        LocalDate.of(2015, 12, 20),
        EnrollmentStatus.F,
        List.of("110701"),
        PostsecondaryLevel.BACHELOR);
  }

  @Test
  void aStudentWithAnAnchorAndAStemMajorCountsInOneCell() {
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      topology.publish(computing("a"));
      topology.publish(grade8("a"));
      topology.publish(grade8("a"));
      topology.settle();
      assertThat(topology.pathways()).containsOnlyKeys("a");
      Pathway pathway = topology.decode(topology.pathways().get("a"), TopicCatalogue.PATHWAYS);
      assertThat(pathway.getAnchor().getSchoolYear()).isEqualTo(2011);
      assertThat(topology.cells()).hasSize(1);
      OutcomeCell cell = topology.cells().values().iterator().next();
      assertThat(cell.getMembers()).isEqualTo(1);
      assertThat(cell.getSchoolId()).isEqualTo("S1");
      assertThat(cell.getOutcomes().get(6).getAttained()).isEqualTo(1);
    }
  }

  @Test
  void aLinkMovesAStudentAndItsRetractionMovesHerBack() {
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      topology.publish(computing("alias"));
      topology.publish(grade8("real"));
      topology.settle();
      var before = topology.cells();
      topology.publish(new IdentityLink(envelope("alias", 1, false), "real"));
      topology.settle();
      assertThat(topology.pathways()).containsOnlyKeys("real");
      assertThat(topology.cells()).hasSize(1);
      assertThat(topology.cells().values().iterator().next().getOutcomes().get(6).getAttained())
          .isEqualTo(1);
      topology.publish(new IdentityLink(envelope("alias", 2, true), "real"));
      topology.settle();
      assertThat(topology.pathways()).containsOnlyKeys("alias", "real");
      assertThat(topology.cells()).isEqualTo(before);
    }
  }

  @Test
  void badBytesBecomeDeadLettersAndBrokenRulesRejections() {
    try (TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT)) {
      byte[] key = "a".getBytes(UTF_8);
      topology.publish(TopicCatalogue.GRADES, key, new byte[] {1, 2, 3});
      topology.publish(TopicCatalogue.GRADES, key, null);
      topology.publish(TopicCatalogue.GRADES, key, WireFormat.value(999, new byte[] {1}));
      int other = topology.schemas().idOf(TopicCatalogue.DEGREES);
      topology.publish(TopicCatalogue.GRADES, key, WireFormat.value(other, new byte[] {1}));
      topology.publish(
          new CourseGrade(
              envelope("a", 1, false),
              "sec",
              "S1",
              2015,
              "08",
              "02052",
              CourseLevel.G,
              "Z",
              null,
              null,
              null));
      topology.publish(grade8("a"));
      topology.settle();
      assertThat(topology.deadLetters())
          .extracting(
              bytes -> topology.<DeadLetter>decode(bytes, TopicCatalogue.DEAD_LETTERS).getReason())
          .containsExactly("UNDECODABLE", "NULL_VALUE", "UNKNOWN_SCHEMA", "OTHER_RECORD_TYPE");
      assertThat(topology.rejections())
          .extracting(
              bytes -> topology.<Rejection>decode(bytes, TopicCatalogue.REJECTIONS).getReason())
          .containsExactly("INVALID_MARK");
      assertThat(topology.pathways()).containsOnlyKeys("a");
    }
  }
}
