package org.pathline.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pathline.ask.Cells.GRADE_12;
import static org.pathline.ask.Cells.GRADE_8;
import static org.pathline.ask.Cells.cell;
import static org.pathline.ask.Cells.key;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.topics.Unanswerable;

class SettingsChoiceTest {
  private static final Cell OLD = cell(key(GRADE_8, "S1", 2011, RaceEthnicity.WHITE), 5, 5, 1);
  private static final Cell OLD_UNANCHORED =
      cell(key(GRADE_8, null, 0, RaceEthnicity.WHITE), 2, 0, 0);
  private static final Cell NEW = cell(key(GRADE_12, "S1", 2015, RaceEthnicity.WHITE), 3, 3, 1);

  @Test
  void theOnlySettingsAreTaken() {
    SettingsChoice.Chosen chosen = SettingsChoice.ANY.choose(List.of(OLD, OLD_UNANCHORED));
    assertThat(chosen.settings()).isEqualTo(GRADE_8);
    assertThat(chosen.cells()).containsExactly(OLD, OLD_UNANCHORED);
    assertThat(chosen.elsewhere()).isZero();
  }

  @Test
  void severalSettingsAreNamedWithTheirStudentsAndNeverMixed() {
    assertThatThrownBy(() -> SettingsChoice.ANY.choose(List.of(OLD, NEW, OLD_UNANCHORED)))
        .isInstanceOf(Unanswerable.class)
        .hasMessageContaining("anchor grade 8, STEM list dhs-2024-07-22: 7 students")
        .hasMessageContaining("anchor grade 12, STEM list dhs-2024-07-22: 3 students")
        .hasMessageContaining("derived anew")
        .hasMessageContaining("`pathline run --until-caught-up`")
        .hasMessageContaining("--anchor-grade");
  }

  @Test
  void aWishThatFitsOneKindIsEnough() {
    SettingsChoice.Chosen chosen =
        new SettingsChoice(12, null).choose(List.of(OLD, NEW, OLD_UNANCHORED));
    assertThat(chosen.settings()).isEqualTo(GRADE_12);
    assertThat(chosen.cells()).containsExactly(NEW);
    // The answer must say that it lacks these.
    assertThat(chosen.elsewhere()).isEqualTo(7);
  }

  @Test
  void aWishThatFitsSeveralIsNotEnough() {
    assertThatThrownBy(() -> new SettingsChoice(null, "dhs-2024-07-22").choose(List.of(OLD, NEW)))
        .hasMessageContaining("several settings");
  }

  @Test
  void aWishThatFitsNoneNamesWhatThereIs() {
    assertThatThrownBy(() -> new SettingsChoice(9, "ncses").choose(List.of(OLD)))
        .isInstanceOf(Unanswerable.class)
        .hasMessageContaining("no outcome cells with anchor grade 9, STEM list ncses")
        .hasMessageContaining("anchor grade 8, STEM list dhs-2024-07-22: 5 students");
  }

  @Test
  void milestonesCountAnchoredAndOtherStudents() {
    Cell unanchored = cell(key(GRADE_8, null, 0, RaceEthnicity.ASIAN), 4, 0, 3);
    MilestoneTally tally =
        MilestoneTally.of(SettingsChoice.ANY.choose(List.of(OLD, OLD_UNANCHORED, unanchored)));
    assertThat(tally.students())
        .containsEntry("STEM_ENTRY", 4L)
        .containsEntry("ALGEBRA_BY_8", 0L)
        .containsEntry("UNANCHORED", 6L);
    assertThat(tally.students().keySet())
        .containsExactly(
            "ALGEBRA_BY_8",
            "CALCULUS_BY_12",
            "ON_TIME_GRADUATION",
            "COLLEGE_16_MONTHS",
            "FIRST_MAJOR_STEM",
            "STEM_ENTRY",
            "STEM_PERSISTENCE",
            "STEM_DEGREE",
            "STEM_OCCUPATION",
            "UNANCHORED");
  }
}
