package org.pathline.domain.effect.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

class ObservabilityTest {
  private static Observability of(Outcome outcome, Cell... cells) {
    return Observability.of(outcome, Settings.DEFAULT, List.of(cells));
  }

  private static Cell entry(String district, int year, int eligible, int observed, int attained) {
    return DrawnCells.cell(district, "S", year, Outcome.STEM_ENTRY_2, eligible, observed, attained);
  }

  @Test
  void aCohortWithoutAnySearchIsNotOneInWhichEverybodyAttained() {
    Observability observability =
        of(
            Outcome.STEM_ENTRY_2,
            entry("A", 2010, 100, 90, 20),
            entry("A", 2011, 100, 20, 20),
            entry("B", 2011, 100, 100, 100));
    assertThat(observability.isObservable("A", 2010)).isTrue();
    assertThat(observability.isObservable("A", 2011)).isFalse();
    assertThat(observability.isObservable("B", 2011)).as("everybody known").isTrue();
    assertThat(observability.missing())
        .containsExactly(
            new NotObservable(
                "A", 2011, "no search reaches the horizon: nobody's absence is known"));
  }

  @Test
  void absenceInOneSchoolOrGroupCountsForTheWholeDistrict() {
    Observability observability =
        of(
            Outcome.STEM_ENTRY_2,
            entry("A", 2011, 10, 3, 3),
            DrawnCells.cell("A", "T", 2011, Outcome.STEM_ENTRY_2, 10, 8, 2));
    assertThat(observability.missing()).isEmpty();
  }

  @Test
  void switchingIsKnownOfThoseWhoPersistWithoutASearch() {
    long[] counts = new long[CellSums.COUNTS];
    counts(counts, Outcome.STEM_PERSISTENCE_6, 20, 12, 12);
    counts(counts, Outcome.STEM_SWITCHED_6, 20, 12, 0);
    Cell unsearched = DrawnCells.cell("A", "S", 2010, counts);
    assertThat(of(Outcome.STEM_SWITCHED_6, unsearched).isObservable("A", 2010)).isFalse();
    assertThat(of(Outcome.STEM_PERSISTENCE_6, unsearched).isObservable("A", 2010)).isFalse();
  }

  private static void counts(
      long[] counts, Outcome outcome, int eligible, int observed, int attained) {
    counts[1 + 3 * outcome.ordinal()] = eligible;
    counts[2 + 3 * outcome.ordinal()] = observed;
    counts[3 + 3 * outcome.ordinal()] = attained;
  }

  @Test
  void whatHappensAtSchoolIsKnownOnceTheRecordsReachIt() {
    Cell graduated = DrawnCells.cell("A", "S", 2008, Outcome.ON_TIME_GRADUATION, 100, 95, 80);
    Cell early = DrawnCells.cell("A", "S", 2009, Outcome.ON_TIME_GRADUATION, 100, 95, 3);
    Cell young = DrawnCells.cell("A", "S", 2010, Outcome.ON_TIME_GRADUATION, 100, 95, 0);
    Observability graduation = of(Outcome.ON_TIME_GRADUATION, young, early, graduated);
    assertThat(graduation.isObservable("A", 2008)).isTrue();
    assertThat(graduation.isObservable("A", 2009)).as("three a year early").isFalse();
    assertThat(graduation.isObservable("A", 2010)).isFalse();
    // The records reach 2012: grade 8 of all three cohorts, and grade 10 of those of 2010.
    assertThat(of(Outcome.ALGEBRA_BY_8, young, early, graduated).missing()).isEmpty();
    assertThat(of(Outcome.GRADE_POINTS, young, early, graduated).missing()).isEmpty();
    assertThat(of(Outcome.CALCULUS_BY_12, young, early, graduated).missing()).hasSize(2);
  }

  @Test
  void withoutAnyGraduateOnlyGraduationItselfIsLeftOut() {
    Cell young = DrawnCells.cell("A", "S", 2010, Outcome.ON_TIME_GRADUATION, 100, 95, 0);
    assertThat(of(Outcome.ON_TIME_GRADUATION, young).isObservable("A", 2010)).isFalse();
    assertThat(of(Outcome.ADVANCED_COURSE, young).isObservable("A", 2010)).isTrue();
  }
}
