package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.fact.CourseGrade;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.SchoolEnrollment;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.NaiveResult;
import org.pathline.oracle.Recorded;

/** Points with more than nine decimals, which generated histories do not have. */
class GradePointsTest {
  @ParameterizedTest
  @ValueSource(doubles = {0, 5, 3.7, 0x1p-10, 1 + 0x1p-10, 3 + 0x3p-10, 2 + 1e-9, 4.0 / 3, 1e-10})
  void halvesOfTheLastDecimalGoToTheEvenDigit(double points) {
    List<Fact> facts = new ArrayList<>();
    facts.add(
        new SchoolEnrollment(envelope(), "D1", "S1", "08", LocalDate.of(2010, 8, 20), null, null));
    facts.add(grade("S1", points));
    agree(facts);
    facts.add(grade("S2", 0.0));
    facts.add(grade("S3", 1e-9));
    agree(facts);
  }

  private static void agree(List<Fact> facts) {
    NaiveResult expected = RealLists.oracle(Settings.DEFAULT).compute(facts);
    World world = World.of(Settings.DEFAULT, facts);
    assertThat(Differences.ofStudents(world.pathways().values(), expected, facts)).isEmpty();
    assertThat(Differences.ofCells(world.cells(), expected.cells())).isEmpty();
  }

  private static Envelope envelope() {
    return new Envelope("student", Recorded.at(1), "district", false, null);
  }

  private static CourseGrade grade(String term, double points) {
    return new CourseGrade(
        envelope(),
        "section",
        term,
        2011,
        "08",
        "02052",
        CourseLevel.G,
        points > 0 ? "A" : "F",
        points,
        null,
        null);
  }
}
