package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.SectionEnrollment;
import org.pathline.schemas.TopicCatalogue;

/**
 * A school that publishes ids of enrollments as ids of sections, on a real broker: its roster is
 * set aside, the others have their rows, and the topologies go on.
 */
@Tag("slow")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class CrowdedRosterIT {
  private static final int STUDENTS = 400;
  private static final int SECTIONS_EACH = 100;
  private static final String CROWDED = "D1|crowded|2011|08|MATHEMATICS";
  private static final String ENTRY = "rosters ROSTER " + CROWDED;

  private static Trial trial;

  @BeforeAll
  static void makeTopics() {
    trial = Trial.withTopics();
  }

  @AfterAll
  static void removeTheTrial() {
    trial.close();
  }

  private static Fact seat(String student, String school, String section, long at, boolean gone) {
    return new SectionEnrollment(
        new Envelope(student, at, "district", gone, null),
        section,
        "D1",
        school,
        2011,
        "08",
        "02052",
        CourseLevel.G,
        null,
        null);
  }

  private static void publish(List<Fact> facts) {
    try (FactWriter writer = new FactWriter(trial.connection())) {
      writer.sendAll(facts);
    }
  }

  @Test
  @Order(1)
  void fortyThousandSectionsSetTheirRosterAsideAndTheNeighboursAreRight() throws Exception {
    List<Fact> facts = new ArrayList<>();
    List<Fact> neighbours = new ArrayList<>();
    for (int student = 0; student < STUDENTS; student++) {
      for (int section = 0; section < SECTIONS_EACH; section++) {
        String id = "enrollment-" + student + "-" + section;
        facts.add(seat("crowd-" + student, "crowded", id, 1_300_000_000_000L, false));
      }
      String id = "section-" + student % 4;
      neighbours.add(seat("neighbour-" + student, "small", id, 1_300_000_000_000L, false));
    }
    publish(facts);
    publish(neighbours);
    trial.runUntilCaughtUp();
    assertThat(trial.table(TopicCatalogue.PATHWAYS)).hasSize(2 * STUDENTS);
    assertThat(trial.table(TopicCatalogue.SORTING))
        .containsOnlyKeys("D1|small|2011|08|MATHEMATICS");
    assertThat(Derived.sortingDifferences(trial, neighbours)).isEmpty();
    assertThat(trial.table(TopicCatalogue.SET_ASIDE)).containsOnlyKeys(ENTRY);
    assertThat(trial.records(TopicCatalogue.REJECTIONS)).hasSize(1);
  }

  @Test
  @Order(2)
  void aRestartTellsNothingTwiceAndWithdrawalsBringTheRowBack() throws Exception {
    List<Fact> facts = new ArrayList<>();
    for (int student = 15; student < STUDENTS; student++) {
      for (int section = 0; section < SECTIONS_EACH; section++) {
        String id = "enrollment-" + student + "-" + section;
        facts.add(seat("crowd-" + student, "crowded", id, 1_400_000_000_000L, true));
      }
    }
    publish(facts.subList(0, 10_000));
    trial.runUntilCaughtUp();
    assertThat(trial.table(TopicCatalogue.SET_ASIDE)).containsOnlyKeys(ENTRY);
    publish(facts.subList(10_000, facts.size()));
    trial.runUntilCaughtUp();
    assertThat(trial.table(TopicCatalogue.SET_ASIDE)).isEmpty();
    assertThat(trial.table(TopicCatalogue.SORTING)).containsKey(CROWDED);
    assertThat(trial.records(TopicCatalogue.REJECTIONS)).hasSize(1);
  }
}
