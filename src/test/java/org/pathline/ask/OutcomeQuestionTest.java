package org.pathline.ask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.pathline.ask.Cells.GRADE_8;
import static org.pathline.ask.Cells.cell;
import static org.pathline.ask.Cells.key;
import static org.pathline.ask.Cells.points;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.statistics.Wilson;

class OutcomeQuestionTest {
  private static final List<Cell> CELLS =
      List.of(
          cell(key(GRADE_8, "S2", 2012, RaceEthnicity.WHITE), 10, 8, 2),
          cell(key(GRADE_8, "S1", 2011, RaceEthnicity.WHITE), 20, 20, 5),
          cell(key(GRADE_8, "S1", 2011, RaceEthnicity.UNKNOWN), 4, 0, 0),
          cell(key(GRADE_8, "S1", 2011, RaceEthnicity.ASIAN), 6, 5, 5),
          cell(key(GRADE_8, null, 0, RaceEthnicity.ASIAN), 7, 0, 0));

  private static OutcomeQuestion.Answer ask(
      List<Cell> cells, Outcome outcome, List<Dimension> by, Map<Dimension, Set<String>> where) {
    return new OutcomeQuestion(List.of(outcome), by, where)
        .answer(new SettingsChoice.Chosen(GRADE_8, cells, 0));
  }

  private static OutcomeQuestion.Answer ask(List<Dimension> by) {
    return ask(CELLS, Outcome.STEM_ENTRY_2, by, Map.of());
  }

  @Test
  void withoutDimensionsThereIsOneRowOfAllAnchoredStudents() {
    OutcomeQuestion.Answer answer = ask(List.of());
    assertThat(answer.unanchored()).isEqualTo(7);
    assertThat(answer.rows())
        .containsExactly(
            new OutcomeRow(
                List.of(),
                Outcome.STEM_ENTRY_2,
                40,
                7,
                33,
                12,
                12 / 33.0,
                Wilson.interval(12, 33)));
  }

  @Test
  void groupsAreInOrderOfTheVocabularyWithUnknownLast() {
    assertThat(ask(List.of(Dimension.RACE_ETHNICITY)).rows())
        .extracting(row -> row.group().get(0))
        .containsExactly("ASIAN", "WHITE", "UNKNOWN");
  }

  @Test
  void groupsOfSeveralDimensionsAreInOrderOfTheirColumns() {
    assertThat(ask(List.of(Dimension.SCHOOL, Dimension.RACE_ETHNICITY)).rows())
        .extracting(OutcomeRow::group)
        .containsExactly(
            List.of("S1", "ASIAN"),
            List.of("S1", "WHITE"),
            List.of("S1", "UNKNOWN"),
            List.of("S2", "WHITE"));
  }

  @Test
  void aGroupOfWhomNothingIsKnownHasNoRate() {
    OutcomeRow unknown = ask(List.of(Dimension.RACE_ETHNICITY)).rows().get(2);
    assertThat(unknown.members()).isEqualTo(4);
    assertThat(unknown.censored()).isEqualTo(4);
    assertThat(unknown.observed()).isZero();
    assertThat(unknown.rate()).isNull();
    assertThat(unknown.low()).isNull();
    assertThat(unknown.high()).isNull();
  }

  @Test
  void whereKeepsAnyOfTheValuesOfADimensionAndAllDimensions() {
    OutcomeQuestion.Answer answer =
        ask(
            CELLS,
            Outcome.STEM_ENTRY_2,
            List.of(),
            Map.of(
                Dimension.SCHOOL,
                Set.of("S1"),
                Dimension.RACE_ETHNICITY,
                Set.of("ASIAN", "WHITE")));
    assertThat(answer.rows().get(0).members()).isEqualTo(26);
    // Whoever is in no school's cohort is counted beside every answer.
    assertThat(answer.unanchored()).isEqualTo(7);
  }

  @Test
  void whereNobodyFitsTheTotalIsZeroAndGroupsAreNone() {
    Map<Dimension, Set<String>> nowhere = Map.of(Dimension.SCHOOL, Set.of("S9"));
    OutcomeQuestion.Answer total = ask(CELLS, Outcome.STEM_ENTRY_2, List.of(), nowhere);
    assertThat(total.rows()).singleElement().extracting(OutcomeRow::members).isEqualTo(0L);
    assertThat(ask(CELLS, Outcome.STEM_ENTRY_2, List.of(Dimension.SCHOOL), nowhere).rows())
        .isEmpty();
  }

  @Test
  void gradePointsHaveAMeanAndAStudentInterval() {
    List<Cell> cells =
        List.of(
            points(key(GRADE_8, "S1", 2011, RaceEthnicity.WHITE), 1_000_000_000L, 2_000_000_000L),
            points(
                key(GRADE_8, "S2", 2011, RaceEthnicity.ASIAN),
                3_000_000_000L,
                4_000_000_000L,
                5_000_000_000L));
    OutcomeRow row = ask(cells, Outcome.GRADE_POINTS, List.of(), Map.of()).rows().get(0);
    assertThat(row.observed()).isEqualTo(5);
    assertThat(row.attained()).isEqualTo(5);
    assertThat(row.rate()).isEqualTo(3);
    assertThat(row.high() - row.low())
        .isCloseTo(2 * 2.7764451051977987 * Math.sqrt(0.5), within(1e-8));
  }

  @Test
  void oneStudentsGradePointsHaveNoInterval() {
    List<Cell> one = List.of(points(key(GRADE_8, "S1", 2011, RaceEthnicity.WHITE), 3_300_000_000L));
    OutcomeRow row = ask(one, Outcome.GRADE_POINTS, List.of(), Map.of()).rows().get(0);
    assertThat(row.rate()).isEqualTo(3.3);
    assertThat(row.interval()).isNull();
  }

  @Test
  void theOrderOfTheCellsDoesNotMatter() {
    long seed = System.nanoTime();
    System.out.println("order of cells: seed " + seed);
    List<Cell> shuffled = new ArrayList<>(CELLS);
    Collections.shuffle(shuffled, new Random(seed));
    List<Dimension> by = List.of(Dimension.RACE_ETHNICITY, Dimension.ANCHOR_YEAR);
    assertThat(ask(shuffled, Outcome.STEM_ENTRY_2, by, Map.of())).isEqualTo(ask(by));
    // And it would be seen if a cell were missing.
    assertThat(ask(CELLS.subList(1, 5), Outcome.STEM_ENTRY_2, by, Map.of())).isNotEqualTo(ask(by));
  }
}
