package org.pathline.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathline.oracle.Pupil.anchored;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.DegreeLevel;
import org.pathline.oracle.NaiveStudent.Milestone;

/** Hand-made years after school with results worked out by hand; h(6) is 31 August 2021. */
class NaiveCollegeTest {
  private static final String STEM = "11.0701";
  private static final String OTHER = "52.0201";

  @Test
  void collegeCountsUntilTheThirtiethOfOctoberOfTheYearAfter() {
    assertThat(anchored().term("2016-10-30", "2016-12-20").outcome("college16Months"))
        .isEqualTo("yes");
    assertThat(
            anchored()
                .term("2016-10-31", "2016-12-20")
                .search("2016-10-30")
                .outcome("college16Months"))
        .isEqualTo("no");
    assertThat(anchored().search("2016-10-29").outcome("college16Months")).isEqualTo("censored");
  }

  @Test
  void stemEntryByTheSecondSummerIsNotObservedWithoutASearchThatFar() {
    assertThat(anchored().outcome("stemEntry2")).isEqualTo("censored");
    assertThat(anchored().search("2017-08-30").outcome("stemEntry2")).isEqualTo("censored");
    assertThat(anchored().search("2017-08-31").outcome("stemEntry2")).isEqualTo("no");
    assertThat(anchored().search("2017-08-31").search("2016-01-01").outcome("stemEntry2"))
        .isEqualTo("no");
    assertThat(anchored().term("2017-08-31", "2017-12-20", STEM).outcome("stemEntry2"))
        .isEqualTo("yes");
    assertThat(anchored().term("2017-09-01", "2017-12-20", STEM).outcome("stemEntry2"))
        .isEqualTo("censored");
    assertThat(anchored().term("2017-09-01", "2017-12-20", STEM).outcome("stemEntry6"))
        .isEqualTo("yes");
  }

  @Test
  void aCertificateInAStemFieldIsAnEntryButNoDegree() {
    Pupil pupil = anchored().degree(DegreeLevel.CERTIFICATE, "2017-01-01", OTHER, STEM);
    assertThat(pupil.outcome("stemEntry2")).isEqualTo("yes");
    assertThat(pupil.outcome("stemDegree6")).isEqualTo("censored");
    assertThat(pupil.student().milestones()).containsOnlyKeys("STEM_ENTRY");
  }

  @Test
  void codesThatLostZerosOrDotsAreStillStem() {
    for (String printed :
        new String[] {"10308", "1.0308", "010308", " 01.0308 ", "40.08", "4008"}) {
      assertThat(anchored().term("2016-09-01", "2016-12-20", printed).outcome("stemEntry2"))
          .as(printed)
          .isEqualTo("yes");
    }
  }

  @Test
  void entryOfCollegeGoersLeavesOutWhoNeverWent() {
    assertThat(anchored().search("2030-01-01").outcome("stemEntry2College")).isEqualTo("out");
    Pupil pupil = anchored().term("2016-09-01", "2016-12-20", OTHER);
    assertThat(pupil.outcome("stemEntry2College")).isEqualTo("censored");
    assertThat(pupil.search("2017-08-31").outcome("stemEntry2College")).isEqualTo("no");
  }

  @Test
  void aStemDegreeByTheSixthSummerIsPersistence() {
    Pupil pupil = anchored().degree(DegreeLevel.ASSOCIATE, "2021-08-31", STEM);
    assertThat(pupil.outcome("stemDegree6")).isEqualTo("yes");
    assertThat(pupil.outcome("stemPersistence6")).isEqualTo("yes");
    assertThat(pupil.outcome("stemLeft6")).isEqualTo("no");
    assertThat(
            anchored()
                .degree(DegreeLevel.ASSOCIATE, "2021-09-01", STEM)
                .search("2021-08-31")
                .outcome("stemDegree6"))
        .isEqualTo("no");
  }

  @Test
  void stillInAStemTermOnTheDayIsPersistence() {
    assertThat(entrant().term("2021-08-31", "2021-08-31", STEM).outcome("stemPersistence6"))
        .isEqualTo("yes");
    Pupil ended = entrant().term("2021-06-01", "2021-08-30", STEM);
    assertThat(ended.outcome("stemPersistence6")).isEqualTo("censored");
    assertThat(ended.search("2021-08-31").outcome("stemLeft6")).isEqualTo("yes");
  }

  @Test
  void anotherDegreeOrFieldIsASwitch() {
    Pupil elsewhere = entrant().search("2022-01-01").term("2021-08-20", "2021-12-20", OTHER);
    assertThat(elsewhere.outcome("stemSwitched6")).isEqualTo("yes");
    assertThat(elsewhere.outcome("stemLeft6")).isEqualTo("no");
    Pupil graduated =
        entrant().search("2022-01-01").degree(DegreeLevel.BACHELOR, "2019-05-20", OTHER);
    assertThat(graduated.outcome("stemSwitched6")).isEqualTo("yes");
    Pupil certified =
        entrant().search("2022-01-01").degree(DegreeLevel.CERTIFICATE, "2019-05-20", OTHER);
    assertThat(certified.outcome("stemLeft6")).isEqualTo("yes");
    assertThat(anchored().search("2022-01-01").outcome("stemLeft6")).isEqualTo("out");
  }

  @Test
  void aStemOccupationCountsOnceWorkAfterTheSixthSummerIsKnown() {
    assertThat(anchored().job("2021Q2", "15-1252").outcome("stemOccupation10"))
        .isEqualTo("censored");
    assertThat(anchored().job("2021Q3", "151252").outcome("stemOccupation10")).isEqualTo("yes");
    assertThat(anchored().job("2025-Q3", "15-1252").outcome("stemOccupation10")).isEqualTo("yes");
    assertThat(anchored().job("2025-4", "15-1252").outcome("stemOccupation10")).isEqualTo("no");
    assertThat(anchored().job("2018Q1", "15-1252").job("2022Q1", null).outcome("stemOccupation10"))
        .isEqualTo("yes");
  }

  @Test
  void theFirstMajorIsTheFirstThatIsNamed() {
    Pupil pupil =
        anchored().term("2015-09-01", "2015-12-20").term("2016-01-10", "2016-05-20", STEM);
    assertThat(pupil.student().milestones().get("FIRST_MAJOR_STEM"))
        .isEqualTo(new Milestone(LocalDate.of(2016, 1, 10), "postsecondary", "U|2016-01-10"));
    assertThat(
            anchored()
                .term("2015-09-01", "2015-12-20", OTHER)
                .term("2016-01-10", "2016-05-20", STEM)
                .student()
                .milestones())
        .doesNotContainKey("FIRST_MAJOR_STEM")
        .containsKey("STEM_ENTRY");
  }

  @Test
  void withoutAnAnchorOnlyLifelongMilestonesAreHeld() {
    assertThat(
            new Pupil()
                .degree(DegreeLevel.BACHELOR, "2035-05-20", STEM)
                .job("2040Q1", "15-1252")
                .term("2030-09-01", "2030-12-20", STEM)
                .student()
                .milestones())
        .containsOnlyKeys("FIRST_MAJOR_STEM", "STEM_ENTRY", "STEM_DEGREE", "STEM_OCCUPATION");
  }

  private static Pupil entrant() {
    return anchored().term("2016-09-01", "2016-12-20", STEM);
  }
}
