package org.pathline.domain.sorting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Pathway.GradePercentile;
import org.pathline.domain.pathway.Pathway.RosterYear;
import org.pathline.domain.pathway.Pathway.Seat;
import org.pathline.domain.policy.DeclaredRegime;

/** Sorting and segregation of rosters that can be worked out by hand. */
class SortingTest {
  private static final Offset<Double> EXACT = within(1e-15);

  /** Sections of means 10, 20 and 40 around 70/3, each with a spread of 2 to either side. */
  @Test
  void threeSectionsAreAnAnalysisOfVariance() {
    ScoreSorting sorting = Rosters.sorting("8 12", "18 22", "38 42");
    assertThat(sorting.sections()).isEqualTo(3);
    assertThat(sorting.scored()).isEqualTo(6);
    assertThat(sorting.eta2()).isCloseTo(2800 / 2872.0, EXACT);
    assertThat(sorting.eta2Random()).isCloseTo(2 / 5.0, EXACT);
    assertThat(sorting.epsilon2()).isCloseTo(2752 / 2872.0, EXACT);
    assertThat(sorting.omega2()).isCloseTo(2752 / 2896.0, EXACT);
    assertThat(sorting.icc1()).isCloseTo((1400 - 24) / (1400 + 24.0), EXACT);
    assertThat(sorting.withinSd()).isCloseTo(Math.sqrt(8), EXACT);
  }

  @Test
  void sectionsOfEqualMeansAreSortedLessThanByChance() {
    ScoreSorting sorting = Rosters.sorting("10 30", "20 20");
    assertThat(sorting.eta2()).isZero();
    assertThat(sorting.omega2()).isNegative();
    assertThat(ScoreSorting.clamped(sorting.omega2())).isZero();
    assertThat(sorting.icc1()).isEqualTo(-1);
  }

  @Test
  void fullySortedIsOne() {
    ScoreSorting sorting = Rosters.sorting("10.25 10.25", "90.5 90.5");
    assertThat(sorting.eta2()).isEqualTo(1);
    assertThat(sorting.omega2()).isEqualTo(1);
    assertThat(sorting.icc1()).isEqualTo(1);
    assertThat(sorting.withinSd()).isZero();
  }

  @Test
  void whatCannotBeMeasuredIsUndefinedAndNotZero() {
    for (ScoreSorting sorting :
        List.of(
            Rosters.sorting("10 20 30"),
            Rosters.sorting("10", "20"),
            Rosters.sorting("10 10", "10 10"),
            Rosters.sorting("10 20", "-"),
            Rosters.sorting("-", "-"))) {
      assertThat(sorting.eta2()).isNull();
      assertThat(sorting.eta2Random()).isNull();
      assertThat(sorting.epsilon2()).isNull();
      assertThat(sorting.omega2()).isNull();
      assertThat(sorting.icc1()).isNull();
    }
    assertThat(Rosters.sorting("10 20 30").withinSd()).isEqualTo(10);
    assertThat(Rosters.sorting("10", "20").withinSd()).isNull();
  }

  @Test
  void aCommonOffsetLosesNoDigit() {
    ScoreSorting near = Rosters.sorting("1 3", "3 5", "5 8");
    ScoreSorting far =
        Rosters.sorting("1000000001 1000000003", "1000000003 1000000005", "1000000005 1000000008");
    assertThat(far).isEqualTo(near);
  }

  @Test
  void missingScoresCountAsStudentsOnly() {
    Sorting sorting = Sorting.of(Rosters.scores("1 3 -", "3 5", "- 5 7", "-"));
    assertThat(sorting.scores()).isEqualTo(Rosters.sorting("1 3", "3 5", "5 7"));
    assertThat(sorting.sections()).isEqualTo(4);
    assertThat(sorting.students()).isEqualTo(9);
    assertThat(sorting.scoredShare()).isCloseTo(6 / 9.0, EXACT);
  }

  @Test
  void eightAndTwoAgainstTwoAndEightIsAVarianceRatioOfThirtySixHundredths() {
    Segregation segregation = Segregation.of(List.of(new long[] {8, 2}, new long[] {2, 8}));
    for (Segregation.Group group : segregation.groups()) {
      assertThat(group.students()).isEqualTo(10);
      assertThat(group.varianceRatio()).isCloseTo(0.36, EXACT);
      assertThat(group.dissimilarity()).isCloseTo(0.6, EXACT);
    }
    double bits = -0.8 * Math.log(0.8) / Math.log(2) - 0.2 * Math.log(0.2) / Math.log(2);
    assertThat(segregation.theil()).isCloseTo(1 - bits, within(1e-15));
    assertThat(segregation.theilRandom()).as("sections of ten are not small").isNull();
  }

  @Test
  void oneGroupAloneHasNoSegregationThatCouldBeMeasured() {
    Segregation segregation = Segregation.of(List.of(new long[] {8, 0}, new long[] {2, 0}));
    assertThat(segregation.theil()).isNull();
    assertThat(segregation.groups()).allMatch(group -> group.varianceRatio() == null);
  }

  /** Of the six ways to seat two and two in pairs, two separate the groups and four mix them. */
  @Test
  void smallSectionsSegregateByChanceAndTheMeanOfThatIsKnown() {
    Segregation pairs = Segregation.of(List.of(new long[] {2, 0}, new long[] {0, 2}));
    assertThat(pairs.theil()).isEqualTo(1);
    assertThat(pairs.theilRandom()).isCloseTo(1 / 3.0, within(1e-12));
  }

  @Test
  void whiteStudentsAreComparedWithAllOthersAndTheDisadvantagedWithTheRest() {
    RosterSums roster = new RosterSums();
    for (int i = 0; i < 10; i++) {
      roster.add(seat("a", CourseLevel.H, i < 8 ? RaceEthnicity.WHITE : RaceEthnicity.ASIAN), 1);
      roster.add(seat("b", CourseLevel.G, i < 2 ? RaceEthnicity.WHITE : RaceEthnicity.BLACK), 1);
    }
    roster.add(seat("b", CourseLevel.B, RaceEthnicity.UNKNOWN), 1);
    Sorting sorting = Sorting.of(roster);
    assertThat(sorting.whiteVarianceRatio()).isCloseTo(0.36, EXACT);
    assertThat(sorting.disadvantagedVarianceRatio()).isNull();
    assertThat(sorting.advancedShare()).isCloseTo(10 / 21.0, EXACT);
  }

  private static Seating seat(String section, CourseLevel level, RaceEthnicity race) {
    return new Seating(Rosters.KEY, section, level, null, race, Indicator.NO);
  }

  @Test
  void aSeatTakesThePercentileOfItsSubjectInTheGradeBefore() {
    List<Seating> seats =
        Seating.of(
            List.of(
                year("08", new Seat("m", Subject.MATHEMATICS, CourseLevel.G)),
                year("08", new Seat("e", Subject.ENGLISH, CourseLevel.G)),
                year("UG", new Seat("u", Subject.MATHEMATICS, CourseLevel.G))),
            List.of(
                new GradePercentile(Subject.MATHEMATICS, "07", 66.6666),
                new GradePercentile(Subject.MATHEMATICS, "08", 99),
                new GradePercentile(Subject.ENGLISH, "08", 50)),
            RaceEthnicity.WHITE,
            Indicator.NO);
    assertThat(seats)
        .extracting(Seating::sectionId, Seating::priorPercentile)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("m", 66_667L),
            org.assertj.core.groups.Tuple.tuple("e", null),
            org.assertj.core.groups.Tuple.tuple("u", null));
  }

  @Test
  void twoSeatsInOneSectionAreOneAtTheMoreDemandingLevel() {
    List<Seating> seats =
        Seating.of(
            List.of(
                year(
                    "08",
                    new Seat("m", Subject.MATHEMATICS, CourseLevel.G),
                    new Seat("m", Subject.MATHEMATICS, CourseLevel.H))),
            List.of(),
            RaceEthnicity.WHITE,
            Indicator.NO);
    assertThat(seats).extracting(Seating::level).containsExactly(CourseLevel.H);
  }

  private static RosterYear year(String grade, Seat... seats) {
    return new RosterYear("D1", "S1", 2011, grade, List.of(seats));
  }

  @Test
  void onlyADetrackedRosterOverTheThresholdIsDeFactoTracked() {
    SortingRule rule = new SortingRule(0.9);
    Sorting sorted = Sorting.of(Rosters.scores("8 12", "18 22", "38 42"));
    Sorting mixed = Sorting.of(Rosters.scores("8 42", "18 22", "38 12"));
    assertThat(rule.flags(sorted, DeclaredRegime.DETRACKED))
        .containsExactly(SortingFlag.DE_FACTO_TRACKED);
    assertThat(rule.flags(sorted, DeclaredRegime.TRACKED)).isEmpty();
    assertThat(rule.flags(sorted, DeclaredRegime.UNDECLARED)).isEmpty();
    assertThat(rule.flags(mixed, DeclaredRegime.DETRACKED)).isEmpty();
    assertThat(new SortingRule(0.96).flags(sorted, DeclaredRegime.DETRACKED)).isEmpty();
  }

  @Test
  void moreThanAFifthOfTheScoresMissingIsFlagged() {
    SortingRule rule = SortingRule.DEFAULT;
    assertThat(rule.flags(Sorting.of(Rosters.scores("1 2 3 4 -")), DeclaredRegime.TRACKED))
        .isEmpty();
    assertThat(rule.flags(Sorting.of(Rosters.scores("1 2 3 -")), DeclaredRegime.TRACKED))
        .containsExactly(SortingFlag.SCORES_MISSING);
  }

  @Test
  void aThresholdThatEverythingMeetsIsRefused() {
    assertThatThrownBy(() -> new SortingRule(0)).hasMessageContaining("0.0 is not above 0");
    assertThatThrownBy(() -> new SortingRule(Double.NaN)).hasMessageContaining("NaN");
  }

  @Test
  void theTextOfARosterKeyIsReversible() {
    RosterKey key = new RosterKey("D|1", "S%7C", 2011, "KG", Subject.SCIENCE);
    assertThat(RosterKey.parse(key.text())).isEqualTo(key);
    assertThat(key.text())
        .startsWith(RosterKey.ofDistrict("D|1"))
        .startsWith(RosterKey.ofSchool("D|1", "S%7C"));
    assertThat(new RosterKey("D12", "S", 2011, "08", Subject.SCIENCE).text())
        .doesNotStartWith(RosterKey.ofDistrict("D1"));
    assertThatThrownBy(() -> RosterKey.parse("D1|S1")).hasMessageContaining("D1|S1");
  }
}
