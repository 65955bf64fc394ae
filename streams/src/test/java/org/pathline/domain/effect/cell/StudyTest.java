package org.pathline.domain.effect.cell;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.cell.Dropped.Reason;
import org.pathline.domain.effect.cell.RegimeAt.InForce;
import org.pathline.domain.fact.Regime;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

class StudyTest {
  private static final Study.Scope SCOPE =
      new Study.Scope(Outcome.STEM_ENTRY_2, Settings.DEFAULT, Subject.MATHEMATICS);
  private static final InForce TRACKED = new InForce(Regime.TRACKED, true);
  private static final InForce DETRACKED = new InForce(Regime.DETRACKED, false);

  private static List<Cell> cells(String... schools) {
    List<Cell> cells = new ArrayList<>();
    for (String school : schools) {
      for (int year = 2005; year <= 2010; year++) {
        cells.add(DrawnCells.cell("A", school, year, Outcome.STEM_ENTRY_2, 50, 40, year - 2000));
      }
    }
    return cells;
  }

  private static Study study(List<Cell> cells, RegimeAt regimes) {
    return Study.of(SCOPE, cells, regimes, 0, List.of());
  }

  @Test
  void theFirstYearUnderThePolicyAfterOthersIsTheAdoption() {
    Study study =
        study(
            cells("adopts", "never"),
            (school, year) ->
                school.schoolId().equals("never")
                    ? TRACKED
                    : year >= 2008 ? DETRACKED : InForce.UNDECLARED);
    assertThat(study.adoptions())
        .containsExactly(
            new Adoption(new SchoolId("A", "adopts"), 2008, InForce.UNDECLARED, false),
            new Adoption(new SchoolId("A", "never"), PanelUnit.NEVER, TRACKED, false));
    assertThat(study.dropped()).isEmpty();
    assertThat(study.isDistrictWide()).isFalse();
    Panel panel = study.panel(Students.ALL).panel();
    assertThat(panel.size(0, 0)).isEqualTo(40);
    assertThat(panel.total(0, 5)).isEqualTo(10);
    assertThat(panel.units().get(0).adopted()).isEqualTo(2008);
  }

  @Test
  void schoolsThatCannotBeComparedWithThemselvesAreDroppedByName() {
    List<Cell> cells = new ArrayList<>(cells("always", "back", "never"));
    cells.addAll(cells("late").subList(3, 6));
    cells.add(DrawnCells.cell("B", "unseen", 2010, Outcome.STEM_ENTRY_2, 50, 7, 7));
    Study study =
        study(
            cells,
            (school, year) ->
                switch (school.schoolId()) {
                  case "always" -> DETRACKED;
                  case "back" -> year == 2007 ? DETRACKED : TRACKED;
                  case "late" -> year >= 2008 ? DETRACKED : TRACKED;
                  default -> TRACKED;
                });
    assertThat(study.dropped())
        .containsExactlyInAnyOrder(
            new Dropped("A/always", Reason.ALWAYS_TREATED),
            new Dropped("A/back", Reason.RETRACKED),
            new Dropped("A/late", Reason.NO_BASE_PERIOD),
            new Dropped("B/unseen", Reason.NOT_OBSERVABLE));
    assertThat(study.adoptions()).hasSize(1);
    assertThat(study.notObservable()).hasSize(1);
  }

  @Test
  void aPolicyOfTheDistrictClustersByDistrict() {
    Study study =
        study(
            cells("one", "two"),
            (school, year) -> new InForce(year >= 2008 ? Regime.DETRACKED : Regime.TRACKED, true));
    assertThat(study.isDistrictWide()).isTrue();
    assertThat(study.panel(Students.ALL).panel().units())
        .extracting(PanelUnit::cluster)
        .containsExactly("A", "A");
  }

  @Test
  void adoptionsStandInTheOrderOfUnitsAlsoWhereOneDistrictsIdBeginsAnothers() {
    List<Cell> cells = new ArrayList<>();
    for (String district : List.of("12", "12-A", "12.5", "120")) {
      for (int year = 2005; year <= 2010; year++) {
        cells.add(DrawnCells.cell(district, "1", year, Outcome.STEM_ENTRY_2, 50, 40, 9));
      }
    }
    Study study =
        study(
            cells,
            (school, year) ->
                school.districtId().equals("12-A") && year >= 2008 ? DETRACKED : TRACKED);
    assertThat(study.panel(Students.ALL).panel().units())
        .extracting(PanelUnit::id, PanelUnit::adopted)
        .containsExactlyElementsOf(
            study.adoptions().stream()
                .map(each -> tuple(each.school().text(), each.adopted()))
                .toList())
        .contains(tuple("12-A/1", 2008));
  }

  @Test
  void cellsOfOtherSettingsAreNeverMixedIn() {
    List<Cell> cells = new ArrayList<>(cells("one"));
    Study alone = study(cells, (school, year) -> TRACKED);
    cells.addAll(
        cells("one").stream()
            .map(
                cell ->
                    new Cell(
                        new CellKey(
                            new Settings(7, Settings.DEFAULT.stemList()),
                            cell.key().districtId(),
                            cell.key().schoolId(),
                            cell.key().anchorYear(),
                            cell.key().subject(),
                            cell.key().raceEthnicity(),
                            cell.key().economicallyDisadvantaged(),
                            cell.key().priorAchievement()),
                        cell.sums()))
            .toList());
    Study mixed = study(cells, (school, year) -> TRACKED);
    assertThat(mixed.panel(Students.ALL).panel().size(0, 0))
        .isEqualTo(alone.panel(Students.ALL).panel().size(0, 0));
  }

  @Test
  void unknownOutcomesOfTheTreatedCanBeFilledIn() {
    StudyPanel panel =
        study(
                cells("adopts", "never"),
                (school, year) ->
                    school.schoolId().equals("adopts") && year >= 2008 ? DETRACKED : TRACKED)
            .panel(Students.ALL);
    Panel filled = panel.withUnknownOfTreated(1);
    assertThat(filled.size(0, 2)).as("before").isEqualTo(40);
    assertThat(filled.size(0, 3)).as("under the policy").isEqualTo(50);
    assertThat(filled.total(0, 3)).isEqualTo(8 + 10);
    assertThat(filled.size(1, 3)).as("comparison").isEqualTo(40);
    assertThat(panel.eligible(0, 2008)).isEqualTo(50);
  }

  @Test
  void theOrderOfCellsIsForgotten() {
    List<Cell> cells = cells("c", "a", "b");
    List<Cell> shuffled = new ArrayList<>(cells);
    Collections.shuffle(shuffled, new Random(5));
    RegimeAt regimes =
        (school, year) -> school.schoolId().equals("b") && year >= 2007 ? DETRACKED : TRACKED;
    assertThat(study(shuffled, regimes).adoptions()).isEqualTo(study(cells, regimes).adoptions());
  }
}
