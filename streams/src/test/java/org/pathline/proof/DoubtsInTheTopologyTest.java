package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.pathway.Settings;
import org.pathline.events.Doubt;
import org.pathline.oracle.Histories;
import org.pathline.oracle.Recorded;
import org.pathline.streams.TopologyUnderTest;

/** Doubts follow the facts that stand: they come, change and go with them. */
class DoubtsInTheTopologyTest {
  private final TopologyUnderTest topology = new TopologyUnderTest(Settings.DEFAULT);

  private void publish(Fact... facts) {
    for (Fact fact : facts) {
      topology.publish(fact);
    }
    topology.settle();
    topology.settle();
  }

  private static Envelope envelope(String id, long at, boolean retracted) {
    return new Envelope(id, Recorded.at(at), "district", retracted, null);
  }

  private static SchoolEnrollment stay(String id, long at, String grade, String exit) {
    LocalDate entry = LocalDate.of(2014, 8, 20);
    LocalDate end = exit == null ? null : LocalDate.parse(exit);
    return new SchoolEnrollment(envelope(id, at, false), "D1", "M01", grade, entry, end, null);
  }

  private static SchoolEnrollment otherStay(String id, String grade, boolean retracted) {
    LocalDate entry = LocalDate.of(2015, 8, 20);
    long at = retracted ? 2 : 1;
    return new SchoolEnrollment(envelope(id, at, retracted), "D1", "M02", grade, entry, null, null);
  }

  private static PostsecondarySearch search(String id) {
    return new PostsecondarySearch(envelope(id, 1, false), LocalDate.of(2019, 10, 31), false);
  }

  private static IdentityLink link(String alias, String canonical, boolean retracted) {
    return new IdentityLink(envelope(alias, retracted ? 2 : 1, retracted), canonical);
  }

  @Test
  void aCorrectionTakesTheDoubtBack() {
    publish(stay("s1", 1, "08", "2014-08-20"));
    Doubt doubt = topology.doubts().get("STAY_OF_NO_LENGTH s1");
    assertThat(doubt.getCount()).isOne();
    assertThat(doubt.getFactTopic()).isEqualTo("enrollments");
    assertThat(doubt.getFactKey()).isEqualTo("M01|2014-08-20");
    assertThat(doubt.getSource()).isEqualTo("district");
    assertThat(doubt.getField()).isEqualTo("exitDate");
    assertThat(doubt.getDetail()).contains("2014-08-20");
    publish(stay("s1", 2, "08", "2015-06-10"));
    assertThat(topology.doubts()).isEmpty();
    // The doubted version, sent again, is not the one that stands.
    publish(stay("s1", 1, "08", "2014-08-20"));
    assertThat(topology.doubts()).isEmpty();
  }

  @Test
  void aRetractionTakesTheDoubtBack() {
    publish(stay("s1", 1, "08", null), otherStay("s1", "05", false));
    assertThat(topology.doubts()).containsOnlyKeys("GRADES_CONTRADICTED s1");
    publish(otherStay("s1", "05", true));
    assertThat(topology.doubts()).isEmpty();
  }

  @Test
  void idsThatAreOneStudentAreJoinedAndSplitAgain() {
    publish(search("lost"), stay("s1", 1, "08", null));
    assertThat(topology.doubts()).containsOnlyKeys("UNJOINED_ID lost");
    publish(link("lost", "s1", false));
    assertThat(topology.doubts()).isEmpty();
    publish(link("lost", "s1", true));
    assertThat(topology.doubts()).containsOnlyKeys("UNJOINED_ID lost");
  }

  @Test
  void gradesOfAllIdsOfAStudentAreCompared() {
    publish(stay("s1", 1, "08", null), otherStay("s2", "05", false));
    assertThat(topology.doubts()).isEmpty();
    publish(link("s2", "s1", false));
    assertThat(topology.doubts()).containsOnlyKeys("GRADES_CONTRADICTED s1");
  }

  @Test
  void nothingIsToldOfAnErasedStudent() {
    publish(search("s1"));
    assertThat(topology.doubts()).hasSize(1);
    topology.erase("s1");
    publish();
    publish();
    assertThat(topology.doubts()).isEmpty();
  }

  @Test
  void plausibleHistoriesAreDoubtedTheSameInAnyOrder() {
    List<Fact> facts = Histories.of(11, 30).delivery();
    topology.deliver(facts, new Random(1));
    assertThat(topology.doubts()).isNotEmpty();
    try (TopologyUnderTest other = new TopologyUnderTest(Settings.DEFAULT)) {
      List<Fact> shuffled = org.pathline.oracle.Deliveries.shuffle(facts, 5);
      other.deliver(shuffled, new Random(2));
      for (int i = 0; i < 3; i++) {
        topology.settle();
        other.settle();
      }
      assertThat(other.doubts()).isEqualTo(topology.doubts());
    }
  }
}
