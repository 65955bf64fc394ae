package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.IdentityLink;
import org.pathline.domain.fact.PostsecondaryDegree;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.NaiveResult;
import org.pathline.oracle.Recorded;
import org.pathline.streams.wire.PathwayRecord;

/** All orders of a few facts that are about the same thing. */
class PermutationsTest {
  private final PathwayRecord encoder = new PathwayRecord(1, 2);

  private static CourseGrade grade(long recordedAt, boolean retracted, String mark) {
    return new CourseGrade(
        new Envelope("alias", Recorded.at(recordedAt), "district", retracted, null),
        "section",
        "S1",
        2011,
        "08",
        "02052",
        CourseLevel.H,
        mark,
        null,
        null,
        null);
  }

  private static final List<Fact> LIFE =
      List.of(
          grade(1, false, "F"),
          grade(2, false, "A"),
          new SchoolEnrollment(
              new Envelope("student", Recorded.at(1), "district", false, null),
              "D1",
              "S1",
              "08",
              LocalDate.of(2010, 8, 20),
              null,
              null),
          new PostsecondaryDegree(
              new Envelope("alias", Recorded.at(9), "college", false, null),
              "U1",
              LocalDate.of(2019, 5, 20),
              DegreeLevel.BACHELOR,
              List.of("110701"),
              null),
          new IdentityLink(new Envelope("alias", Recorded.at(3), "hub", false, null), "student"));

  @Test
  void aGradeItsCorrectionItsRetractionAnEnrollmentADegreeAndALinkMayArriveInAnyOrder() {
    List<Fact> facts = new ArrayList<>(LIFE);
    facts.add(grade(3, true, "A"));
    assertThat(outcome(facts)).doesNotContain("[milestone=ALGEBRA_BY_8");
    everyOrderGivesTheSame(facts);
  }

  @Test
  void versionsOfOneMillisecondMayArriveInAnyOrder() {
    List<Fact> facts = new ArrayList<>(LIFE);
    facts.add(grade(2, false, "B"));
    everyOrderGivesTheSame(facts);
  }

  @Test
  void aRetractionOfTheLinkMayArriveBeforeIt() {
    List<Fact> facts = new ArrayList<>(LIFE);
    facts.add(
        new IdentityLink(new Envelope("alias", Recorded.at(4), "hub", true, null), "student"));
    everyOrderGivesTheSame(facts);
    assertThat(World.of(Settings.DEFAULT, facts).pathways()).containsOnlyKeys("alias", "student");
  }

  @Test
  void aPermutationThatTellsSomethingElseIsFoundOut() {
    List<Fact> facts = new ArrayList<>(LIFE);
    assertThat(outcome(facts)).contains("[milestone=ALGEBRA_BY_8");
    facts.set(1, grade(0, false, "A"));
    assertThat(outcome(facts))
        .isNotEqualTo(outcome(LIFE))
        .doesNotContain("[milestone=ALGEBRA_BY_8");
  }

  private void everyOrderGivesTheSame(List<Fact> facts) {
    NaiveResult expected = RealLists.oracle(Settings.DEFAULT).compute(facts);
    String wanted = outcome(facts);
    List<List<Fact>> orders = new ArrayList<>();
    permute(facts, new ArrayList<>(), orders);
    assertThat(orders).hasSize(720);
    for (List<Fact> order : orders) {
      World world = new World(Settings.DEFAULT);
      order.forEach(fact -> world.arrive(List.of(fact)));
      assertThat(outcome(world)).as(order.toString()).isEqualTo(wanted);
      assertThat(Differences.ofStudents(world.pathways().values(), expected, facts)).isEmpty();
      assertThat(Differences.ofCells(world.cells(), expected.cells())).isEmpty();
    }
  }

  private static void permute(List<Fact> rest, List<Fact> begun, List<List<Fact>> orders) {
    if (rest.isEmpty()) {
      orders.add(List.copyOf(begun));
    }
    for (int i = 0; i < rest.size(); i++) {
      List<Fact> others = new ArrayList<>(rest);
      begun.add(others.remove(i));
      permute(others, begun, orders);
      begun.remove(begun.size() - 1);
    }
  }

  private String outcome(List<Fact> facts) {
    return outcome(World.of(Settings.DEFAULT, facts));
  }

  /** Every pathway with its very bytes, and every cell. */
  private String outcome(World world) {
    StringBuilder text = new StringBuilder();
    world
        .pathways()
        .forEach(
            (id, pathway) ->
                text.append(pathway)
                    .append(java.util.HexFormat.of().formatHex(encoder.encode(pathway)))
                    .append('\n'));
    return text.append(new java.util.TreeMap<>(byText(world))).toString();
  }

  private static java.util.Map<String, Object> byText(World world) {
    java.util.Map<String, Object> cells = new java.util.HashMap<>();
    world.cells().forEach((key, cell) -> cells.put(key.toString(), cell));
    return cells;
  }
}
