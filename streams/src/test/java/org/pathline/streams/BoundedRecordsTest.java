package org.pathline.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.streams.Topology;
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
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.outcomes.OutcomesTopology;
import org.pathline.streams.rosters.RostersTopology;
import org.pathline.streams.state.Reprocessing;

/** Whatever pathways and policies come: every record is bounded, and the order does not matter. */
class BoundedRecordsTest {
  /** Half of what a broker takes by default. */
  private static final int BOUND = 512 * 1024;

  private static final String[] CHARACTERS = {"|", "%", "x", "é", "語", "😀"};
  private static final int[] LENGTHS = {1, 64, 128, 213, 320, 321, 640, 2_000, 150_000};

  /** An id of any length, of characters that are longer in a key than in the id. */
  private static String id(Random random, int kinds) {
    String character = CHARACTERS[random.nextInt(CHARACTERS.length)];
    int length = LENGTHS[random.nextInt(kinds)];
    return character.repeat(length / character.length() + 1) + random.nextInt(3);
  }

  private static List<Object> world(long seed) {
    Random random = new Random(seed);
    List<Object> world = new ArrayList<>();
    for (int student = 0; student < 60; student++) {
      boolean isWild = random.nextInt(4) == 0;
      String district = isWild ? id(random, LENGTHS.length) : "D";
      String school = isWild ? id(random, LENGTHS.length) : "S" + random.nextInt(2);
      List<Seat> seats = new ArrayList<>();
      int count = random.nextInt(5) == 0 ? 1_500 : random.nextInt(60);
      for (int i = 0; i < count; i++) {
        String section = random.nextInt(400) == 0 ? id(random, LENGTHS.length) : "e" + student;
        seats.add(
            new Seat(
                section + "-" + i,
                Subject.values()[random.nextInt(Subject.values().length - 1)],
                CourseLevel.values()[random.nextInt(CourseLevel.values().length)]));
      }
      world.add(DrawnPathways.of("student-" + student, district, school, seats));
    }
    for (int fact = 0; fact < 300; fact++) {
      world.add(
          new ClassroomPolicy(
              new Envelope("P" + random.nextInt(3), 1, "district", false, "fact-" + fact),
              "D",
              "S" + random.nextInt(2),
              Subject.MATHEMATICS,
              "06",
              "08",
              Regime.DETRACKED,
              Acceleration.NONE,
              2000,
              null,
              "https://example.org/" + "x".repeat(300)));
    }
    return world;
  }

  private static String end(
      String applicationId,
      Function<Contract, Topology> topology,
      List<Object> arrivals,
      Topic result,
      long seed) {
    Random random = new Random(seed);
    try (OneTopology under = new OneTopology(applicationId, topology)) {
      for (Object each : arrivals) {
        if (each instanceof Pathway pathway) {
          under.publish(pathway);
        } else if (applicationId.equals(RostersTopology.APPLICATION_ID)) {
          under.publish((ClassroomPolicy) each);
        }
        if (random.nextInt(50) == 0) {
          under.settle();
        }
      }
      under.settle();
      assertThat(under.greatestRecord()).isBetween(1_000, BOUND);
      assertThat(under.setAside()).isNotEmpty();
      assertThat(under.table(result)).isNotEmpty();
      return under.setAside() + "\n" + under.table(result);
    }
  }

  private static Topology rosters(Contract contract) {
    return new RostersTopology(SortingRule.DEFAULT, contract, new Reprocessing()).get();
  }

  private static Topology outcomes(Contract contract) {
    return new OutcomesTopology(contract, new Reprocessing()).get();
  }

  @ParameterizedTest
  @ValueSource(longs = {20_261_126, 7})
  void noRecordOfASumExceedsTheBoundAndAnyOrderEndsInTheSame(long seed) {
    System.out.println("seed " + seed);
    List<Object> world = world(seed);
    List<Object> shuffled = new ArrayList<>(world);
    Collections.shuffle(shuffled, new Random(~seed));
    assertThat(
            end(
                RostersTopology.APPLICATION_ID,
                BoundedRecordsTest::rosters,
                shuffled,
                TopicCatalogue.SORTING,
                seed))
        .isEqualTo(
            end(
                RostersTopology.APPLICATION_ID,
                BoundedRecordsTest::rosters,
                world,
                TopicCatalogue.SORTING,
                ~seed));
    assertThat(
            end(
                OutcomesTopology.APPLICATION_ID,
                BoundedRecordsTest::outcomes,
                shuffled,
                TopicCatalogue.OUTCOME_CELLS,
                seed))
        .isEqualTo(
            end(
                OutcomesTopology.APPLICATION_ID,
                BoundedRecordsTest::outcomes,
                world,
                TopicCatalogue.OUTCOME_CELLS,
                ~seed));
  }
}
