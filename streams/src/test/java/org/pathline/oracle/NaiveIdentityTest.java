package org.pathline.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.DegreeLevel;

/** Hand-made versions, retractions and links with results worked out by hand. */
class NaiveIdentityTest {
  private static final String STEM = "11.0701";

  @Test
  void theVersionRecordedLastStandsThoughItArrivesFirst() {
    Pupil pupil =
        new Pupil()
            .recordedAt(2)
            .score("S", "2010-04-01", "07", 90)
            .recordedAt(1)
            .score("S", "2010-04-01", "07", 10)
            .stay("D", "M", "08", "2010-08-20", null);
    assertThat(pupil.student().prior()).isEqualTo("HIGH");
  }

  @Test
  void aRetractionThatPrecedesItsFactStillWithdrawsIt() {
    Pupil pupil =
        new Pupil()
            .recordedAt(2)
            .retracting(true)
            .term("2016-09-01", "2016-09-01")
            .recordedAt(1)
            .retracting(false)
            .term("2016-09-01", "2016-12-20", STEM)
            .search("2016-01-01");
    assertThat(pupil.student().milestones()).isEmpty();
  }

  @Test
  void whoHasOnlyWithdrawnFactsIsNoStudent() {
    assertThat(
            new Pupil()
                .search("2016-01-01")
                .recordedAt(2_000)
                .retracting(true)
                .search("2016-01-01")
                .result()
                .students())
        .isEmpty();
  }

  @Test
  void aNamedFactAndANamelessOneAreTwoFacts() {
    Pupil pupil =
        new Pupil()
            .term("2016-09-01", "2016-12-20", STEM)
            .named("x")
            .recordedAt(2_000)
            .retracting(true)
            .term("2016-09-01", "2016-12-20", STEM);
    assertThat(pupil.student().milestones()).containsKey("STEM_ENTRY");
  }

  @Test
  void aNamedFactMayMoveToAnotherSchool() {
    Pupil pupil =
        new Pupil()
            .named("e1")
            .stay("D", "A", "08", "2010-08-20", null)
            .recordedAt(2_000)
            .stay("D", "B", "08", "2010-08-27", null);
    assertThat(pupil.student().schoolId()).isEqualTo("B");
  }

  @Test
  void degreesAreTheSameFactHoweverTheirCodeIsPrinted() {
    Pupil pupil =
        new Pupil()
            .search("2016-01-01")
            .degree(DegreeLevel.BACHELOR, "2019-05-20", "01.0308")
            .recordedAt(2_000)
            .retracting(true)
            .degree(DegreeLevel.BACHELOR, "2019-05-20", "10308");
    assertThat(pupil.student().milestones()).isEmpty();
  }

  @Test
  void aFactThatBreaksARuleIsNoVersion() {
    Pupil pupil =
        new Pupil()
            .score("S", "2010-04-01", "07", 90)
            .recordedAt(2_000)
            .score("S", "2010-04-01", "07", 101)
            .stay("D", "M", "08", "2010-08-20", null);
    assertThat(pupil.student().prior()).isEqualTo("HIGH");
  }

  @Test
  void aLinkMakesOneStudentOfTwo() {
    Pupil pupil =
        new Pupil()
            .link("alias", "pupil")
            .stay("D", "M", "08", "2010-08-20", null)
            .as("alias")
            .term("2016-09-01", "2016-12-20", STEM);
    NaiveStudent student = pupil.student();
    assertThat(student.studentId()).isEqualTo("pupil");
    assertThat(student.aliases()).containsExactly("alias");
    assertThat(student.outcomes().get("stemEntry2").attained()).isTrue();
  }

  @Test
  void factsOfBothIdsWithOneIdentityAreVersionsOfOneFact() {
    Pupil pupil =
        new Pupil()
            .link("alias", "pupil")
            .search("2016-01-01")
            .term("2016-09-01", "2016-12-20", STEM)
            .as("alias")
            .recordedAt(2_000)
            .retracting(true)
            .term("2016-09-01", "2016-12-20");
    assertThat(pupil.student().milestones()).isEmpty();
  }

  @Test
  void aWithdrawnLinkSplitsTheStudentsAgain() {
    Pupil pupil =
        new Pupil()
            .recordedAt(2)
            .retracting(true)
            .link("alias", "")
            .recordedAt(1)
            .retracting(false)
            .link("alias", "pupil")
            .search("2016-01-01")
            .as("alias")
            .search("2016-01-01");
    assertThat(pupil.result().students()).containsOnlyKeys("alias", "pupil");
  }

  @Test
  void chainsResolveToTheirEnd() {
    Pupil pupil = new Pupil().link("a", "b").link("b", "c").as("a").search("2016-01-01");
    assertThat(pupil.student().studentId()).isEqualTo("c");
    assertThat(pupil.student().aliases()).containsExactly("a", "b");
  }

  @Test
  void aPathIntoACycleResolvesToTheSmallestIdOfTheCycle() {
    Pupil pupil =
        new Pupil().link("a", "c").link("c", "b").link("b", "c").as("a").search("2016-01-01");
    assertThat(pupil.student().studentId()).isEqualTo("b");
    assertThat(pupil.student().aliases()).containsExactly("a", "c");
  }

  @Test
  void ofSeveralStandingLinksTheOneRecordedLastDecides() {
    Pupil pupil =
        new Pupil()
            .recordedAt(2)
            .named("one")
            .link("a", "b")
            .recordedAt(1)
            .named("two")
            .link("a", "c")
            .as("a")
            .search("2016-01-01");
    assertThat(pupil.student().studentId()).isEqualTo("b");
  }
}
