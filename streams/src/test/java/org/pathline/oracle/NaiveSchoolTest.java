package org.pathline.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pathline.oracle.Pupil.anchored;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.DiplomaType;
import org.pathline.domain.fact.ExitType;
import org.pathline.domain.fact.PaidBy;
import org.pathline.oracle.NaiveStudent.Milestone;

/** Hand-made school years with results worked out by hand. */
class NaiveSchoolTest {
  private static final String ALGEBRA = "02052";
  private static final String GEOMETRY = "02072";
  private static final String CALCULUS = "02124";

  @Test
  void theSchoolOnTheFirstOfOctoberAnchors() {
    NaiveStudent student =
        new Pupil()
            .stay("D", "A", "08", "2010-08-20", "2010-10-01")
            .stay("D", "B", "08", "2010-10-02", "2011-06-10")
            .student();
    assertThat(student.schoolId()).isEqualTo("A");
    assertThat(student.anchorYear()).isEqualTo(2011);
    assertThat(student.expectedYear()).isEqualTo(2015);
  }

  @Test
  void aStayWithoutExitEndsTheDayBeforeTheNextEntry() {
    Pupil pupil =
        new Pupil()
            .stay("D", "A", "08", "2010-08-20", null)
            .stay("D", "B", "08", "2010-10-01", null);
    assertThat(pupil.student().schoolId()).isEqualTo("B");
  }

  @Test
  void withNobodyThereOnTheFirstOfOctoberTheLongestStayAnchors() {
    Pupil pupil =
        new Pupil()
            .stay("D", "A", "08", "2010-10-02", "2010-12-01")
            .stay("D", "B", "08", "2010-12-02", "2011-08-30");
    assertThat(pupil.student().schoolId()).isEqualTo("B");
  }

  @Test
  void equallyLongStaysGoToTheSmallestSchool() {
    Pupil pupil =
        new Pupil()
            .stay("D", "B", "08", "2010-08-20", "2011-07-15")
            .stay("D", "A", "08", "2010-08-20", "2011-06-30");
    assertThat(pupil.student().schoolId()).isEqualTo("A");
  }

  @Test
  void theFirstTimeInTheGradeAnchors() {
    assertThat(anchored().stay("D", "N", "08", "2011-08-20", null).student().anchorYear())
        .isEqualTo(2011);
  }

  @Test
  void anEntryInJulyBelongsToTheNextSchoolYear() {
    assertThat(new Pupil().stay("D", "A", "08", "2010-06-30", null).student().anchorYear())
        .isEqualTo(2010);
    assertThat(new Pupil().stay("D", "A", "08", "2010-07-01", null).student().anchorYear())
        .isEqualTo(2011);
  }

  @Test
  void whoWasNeverInTheGradeIsCountedAsUnanchored() {
    NaiveResult result =
        new Pupil().stay("D", "A", "09", "2010-08-20", null).grade("08", ALGEBRA, "A").result();
    NaiveCell cell = result.cells().values().iterator().next();
    assertThat(result.unanchored()).isEqualTo(1);
    assertThat(cell.key())
        .isEqualTo(new NaiveCell.Key(null, null, null, "UNKNOWN", "UNKNOWN", "UNKNOWN"));
    assertThat(cell.members()).isEqualTo(1);
    assertThat(cell.outcomes().get("algebraBy8")).isEqualTo(new NaiveCell.Counts(0, 0, 0));
    assertThat(cell.milestones()).containsEntry("ALGEBRA_BY_8", 1L);
    assertThat(cell.channels()).containsEntry("SCHOOL", 1L);
  }

  @Test
  void priorAchievementIsTheThirdOfTheLatestScoreOfTheGradeBefore() {
    assertThat(anchored().score("S", "2010-04-01", "07", 33.3).student().prior()).isEqualTo("LOW");
    assertThat(anchored().score("S", "2010-04-01", "07", 33.34).student().prior())
        .isEqualTo("MIDDLE");
    assertThat(anchored().score("S", "2010-04-01", "07", 66.67).student().prior())
        .isEqualTo("HIGH");
    assertThat(anchored().score("S", "2010-04-01", "06", 90).student().prior())
        .isEqualTo("UNKNOWN");
    assertThat(
            anchored()
                .score("A", "2010-04-01", "07", 90)
                .score("B", "2010-04-01", "07", 10)
                .score("C", "2010-03-31", "07", 50)
                .student()
                .prior())
        .isEqualTo("LOW");
  }

  @Test
  void algebraByEightNeedsAPassInGradeEightOrBefore() {
    assertThat(anchored().grade("08", ALGEBRA, "D-").outcome("algebraBy8")).isEqualTo("yes");
    assertThat(anchored().grade("08", ALGEBRA, "60").outcome("algebraBy8")).isEqualTo("yes");
    assertThat(anchored().grade("08", ALGEBRA, "P").outcome("algebraBy8")).isEqualTo("yes");
    assertThat(anchored().grade("08", ALGEBRA, "59.99").outcome("algebraBy8")).isEqualTo("no");
    assertThat(anchored().grade("08", ALGEBRA, "NP").outcome("algebraBy8")).isEqualTo("no");
    assertThat(anchored().grade("09", ALGEBRA, "A").outcome("algebraBy8")).isEqualTo("no");
    assertThat(anchored().grade("UG", ALGEBRA, "A").outcome("algebraBy8")).isEqualTo("no");
    assertThat(anchored().grade("08", "02051", "A").outcome("algebraBy8")).isEqualTo("no");
  }

  @Test
  void calculusByTwelveNeedsTheSixthRung() {
    assertThat(anchored().grade("12", CALCULUS, "C").outcome("calculusBy12")).isEqualTo("yes");
    assertThat(anchored().grade("12", "02110", "C").outcome("calculusBy12")).isEqualTo("no");
  }

  @Test
  void anOutsideCourseCountsInTheGradeOfItsDay() {
    Pupil pupil = anchored().stay("D", "H", "09", "2011-08-25", "2012-06-10");
    assertThat(pupil.outside(ALGEBRA, "2011-06-30", PaidBy.FAMILY).outcome("algebraBy8"))
        .isEqualTo("yes");
    Pupil later = anchored().stay("D", "H", "09", "2011-08-25", "2012-06-10");
    assertThat(later.outside(ALGEBRA, "2011-07-01", PaidBy.FAMILY).outcome("algebraBy8"))
        .isEqualTo("no");
    assertThat(anchored().outside(ALGEBRA, "2013-01-01", PaidBy.FAMILY).outcome("algebraBy8"))
        .isEqualTo("no");
  }

  @Test
  void anAlgebraProofIsTheEarliestCourse() {
    assertThat(
            anchored()
                .grade("08", ALGEBRA, "A")
                .outside(GEOMETRY, "2011-06-29", PaidBy.PUBLIC)
                .student()
                .milestones()
                .get("ALGEBRA_BY_8"))
        .isEqualTo(
            new Milestone(
                LocalDate.of(2011, 6, 29), "outside-courses", "Academy|02072|2011-06-29"));
  }

  @Test
  void paceComparesTheHighestRungWithTheGradeLessEight() {
    assertThat(
            anchored()
                .stay("D", "H", "11", "2013-08-20", null)
                .grade("09", GEOMETRY, "B")
                .grade("10", GEOMETRY, "B")
                .student()
                .pace())
        .hasToString("{8=ON_GRADE, 9=AHEAD, 10=ON_GRADE, 11=BEHIND}");
  }

  @Test
  void schoolComesBeforePublicAndFamilyInTheFirstFastGrade() {
    Pupil pupil = anchored().outside(ALGEBRA, "2011-03-01", PaidBy.UNKNOWN);
    assertThat(pupil.student().channel()).isEqualTo("OUTSIDE_FAMILY");
    assertThat(pupil.outside(GEOMETRY, "2011-03-02", PaidBy.PUBLIC).student().channel())
        .isEqualTo("OUTSIDE_PUBLIC");
    assertThat(pupil.outside(ALGEBRA, "2011-03-03", PaidBy.SCHOOL).student().channel())
        .isEqualTo("SCHOOL");
    assertThat(anchored().student().channel()).isEqualTo("NONE");
  }

  @Test
  void advancedMeansEnrichedHonorsOrCollegeMathematicsFromTheAnchorGrade() {
    assertThat(anchored().section("08", ALGEBRA, CourseLevel.E).outcome("advancedCourse"))
        .isEqualTo("yes");
    assertThat(anchored().section("12", ALGEBRA, CourseLevel.C).outcome("advancedCourse"))
        .isEqualTo("yes");
    assertThat(anchored().section("07", ALGEBRA, CourseLevel.H).outcome("advancedCourse"))
        .isEqualTo("no");
    assertThat(anchored().section("08", "03051", CourseLevel.H).outcome("advancedCourse"))
        .isEqualTo("no");
    assertThat(anchored().section("08", ALGEBRA, CourseLevel.X).outcome("advancedCourse"))
        .isEqualTo("no");
  }

  @Test
  void gradePointsAreTheMeanFromTheAnchorGradeToTwoYearsLater() {
    NaiveResult result =
        anchored()
            .grade("08", ALGEBRA, "A-")
            .grade("09", GEOMETRY, "92.9")
            .grade("10", "02056", "W")
            .grade("10", "02056", "B", 10 / 3.0)
            .grade("11", "02110", "F")
            .grade("07", "02051", "F")
            .grade("08", "03051", "F")
            .result();
    NaiveCell cell = result.cells().values().iterator().next();
    // 3.7, 3.7 and 3.333333333 over three.
    assertThat(cell.gradePointsSum()).isEqualTo(new BigDecimal("3.577777778"));
    assertThat(cell.gradePointsSumOfSquares()).isEqualTo(new BigDecimal("12.800493828750617284"));
  }

  @Test
  void aRegularDiplomaCountsUntilTheLastOfAugust() {
    assertThat(anchored().diploma("2015-08-31", DiplomaType.REGULAR).outcome("onTimeGraduation"))
        .isEqualTo("yes");
    assertThat(anchored().diploma("2015-09-01", DiplomaType.REGULAR).outcome("onTimeGraduation"))
        .isEqualTo("no");
    assertThat(
            anchored().diploma("2015-06-01", DiplomaType.EQUIVALENCY).outcome("onTimeGraduation"))
        .isEqualTo("no");
  }

  @Test
  void onlyADocumentedLastExitRemovesFromTheCohort() {
    assertThat(leaving("2015-01-10", ExitType.TRANSFERRED_OUT)).isEqualTo("censored");
    assertThat(leaving(null, ExitType.EMIGRATED)).isEqualTo("censored");
    assertThat(leaving("2015-08-31", ExitType.DIED)).isEqualTo("censored");
    assertThat(leaving("2015-09-01", ExitType.DIED)).isEqualTo("no");
    assertThat(leaving("2015-01-10", ExitType.UNDOCUMENTED)).isEqualTo("no");
    assertThat(
            anchored()
                .stay("D", "H", "11", "2013-08-20", "2014-01-10", ExitType.TRANSFERRED_OUT)
                .stay("D", "H", "11", "2014-02-01", null)
                .outcome("onTimeGraduation"))
        .isEqualTo("no");
  }

  private static String leaving(String day, ExitType type) {
    return anchored().stay("D", "H", "12", "2014-08-20", day, type).outcome("onTimeGraduation");
  }
}
