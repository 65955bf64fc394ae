package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.answer.CellWorld.Recipe;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.DesignGrade;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.domain.pathway.Outcome;

class EffectAnswerTest {
  private static final CellWorld WORLD = new CellWorld(Recipe.NOTHING.effect(-0.08), 11);

  private static EffectAnswer answer(Subgroup subgroup, List<Cell> cells, CellWorld world) {
    EffectQuestion question = EffectQuestion.of(CellWorld.SCOPE, subgroup);
    return EffectAnswer.of(question, cells, world.regimes(), question.thresholds());
  }

  @Test
  void theOrderOfCellsChangesNoDigit() {
    List<Cell> shuffled = new ArrayList<>(WORLD.cells());
    Collections.shuffle(shuffled, new Random(3));
    assertThat(answer(Students.ALL, shuffled, WORLD))
        .isEqualTo(answer(Students.ALL, WORLD.cells(), WORLD));
    List<Cell> fewer = WORLD.cells().subList(1, WORLD.cells().size());
    assertThat(answer(Students.ALL, fewer, WORLD))
        .isNotEqualTo(answer(Students.ALL, WORLD.cells(), WORLD));
  }

  @Test
  void anOutcomeOfWhichNothingIsKnownIsAnsweredToo() {
    for (Outcome outcome : Outcome.values()) {
      for (Subgroup subgroup :
          List.of(Students.ALL, Subgroup.parse("gap:economicallyDisadvantaged"))) {
        EffectQuestion question =
            EffectQuestion.of(
                new Study.Scope(outcome, CellWorld.SCOPE.settings(), CellWorld.SCOPE.subject()),
                subgroup);
        EffectAnswer answer =
            EffectAnswer.of(question, WORLD.cells(), WORLD.regimes(), question.thresholds());
        assertThat(answer.grading().grade() == DesignGrade.INSUFFICIENT_EVIDENCE)
            .as("%s, %s", outcome, subgroup)
            .isEqualTo(outcome != CellWorld.SCOPE.outcome());
      }
    }
  }

  @Test
  void aMirroredWorldHasMirroredAnswers() {
    EffectAnswer answer = answer(Students.ALL, WORLD.cells(), WORLD);
    EffectAnswer mirrored = answer(Students.ALL, WORLD.mirrored(), WORLD);
    assertThat(answer.statement()).isEqualTo(EffectStatement.HARM);
    assertThat(mirrored.statement()).isEqualTo(EffectStatement.BENEFIT);
    assertThat(mirrored.grading().grade()).isEqualTo(answer.grading().grade());
    assertThat(mirrored.rows()).hasSameSizeAs(answer.rows());
    for (int i = 0; i < answer.rows().size(); i++) {
      EffectRow row = answer.rows().get(i);
      EffectRow other = mirrored.rows().get(i);
      assertThat(other.estimate()).isCloseTo(-row.estimate(), within(1e-12));
      if (row.standardError() != null) {
        assertThat(other.standardError()).isCloseTo(row.standardError(), within(1e-12));
        assertThat(other.interval().low()).isCloseTo(-row.interval().high(), within(1e-12));
      }
    }
    for (int i = 0; i < answer.sensitivity().targets().size(); i++) {
      Sensitivity.Target target = answer.sensitivity().targets().get(i);
      Sensitivity.Target other = mirrored.sensitivity().targets().get(i);
      assertThat(other.breakdownMultiple()).isEqualTo(target.breakdownMultiple());
      assertThat(other.breakdownBend()).isCloseTo(target.breakdownBend(), within(1e-9));
      assertThat(other.byMultiple().get(1).interval().low())
          .isCloseTo(-target.byMultiple().get(1).interval().high(), within(1e-9));
    }
    assertThat(mirrored.detectable()).isCloseTo(answer.detectable(), within(1e-12));
    assertThat(mirrored.pretrends().slope().value())
        .isCloseTo(-answer.pretrends().slope().value(), within(1e-12));
  }

  @Test
  void theFirstThatDriftIsHeldAgainstIsTheOverallEffect() {
    EffectAnswer answer = answer(Students.ALL, WORLD.cells(), WORLD);
    List<Sensitivity.Target> targets = answer.sensitivity().targets();
    EffectRow groupTime =
        answer.rows().stream()
            .filter(row -> row.estimator() == Estimator.CS && row.type() == EffectRow.Type.OVERALL)
            .findFirst()
            .orElseThrow();
    assertThat(targets.get(0).estimate()).isCloseTo(groupTime.estimate(), within(1e-12));
    assertThat(answer.speaks()).isEqualTo(Estimator.IMPUTATION);
    assertThat(targets.get(0).breakdownMultiple()).isBetween(0.1, 5.0);
    assertThat(targets)
        .extracting(Sensitivity.Target::event)
        .containsExactly(null, 0, 1, 2, 3, 4, 5);
    assertThat(answer.companions())
        .filteredOn(each -> each.subgroup().startsWith("gap:"))
        .hasSize(2)
        .allMatch(each -> each.sensitivity() != null);
    assertThat(answer.pretrends().power()).hasSize(2);
    assertThat(answer.pretrends().equivalence().bound()).isEqualTo(0.02);
  }

  @Test
  void anEffectOnAGapIsTheDifferenceOfTheEffectsOnItsSides() {
    EffectAnswer gap =
        answer(Subgroup.parse("gap:economicallyDisadvantaged"), WORLD.cells(), WORLD);
    EffectAnswer no = answer(Subgroup.parse("economicallyDisadvantaged=NO"), WORLD.cells(), WORLD);
    EffectAnswer yes =
        answer(Subgroup.parse("economicallyDisadvantaged=YES"), WORLD.cells(), WORLD);
    assertThat(gap.overall().value())
        .isCloseTo(no.overall().value() - yes.overall().value(), within(1e-12));
    assertThat(gap.overall().standardError())
        .as("both sides are of the same schools")
        .isNotCloseTo(
            Math.hypot(no.overall().standardError(), yes.overall().standardError()), within(1e-9));
    assertThat(gap.companions()).hasSize(2);
  }

  @Test
  void everyEstimatorIsThereAndTheNaiveOneHasNoInterval() {
    EffectAnswer answer = answer(Students.ALL, WORLD.cells(), WORLD);
    assertThat(answer.rows()).extracting(EffectRow::estimator).contains(Estimator.values());
    assertThat(answer.rows())
        .filteredOn(row -> row.estimator() == Estimator.NAIVE)
        .singleElement()
        .extracting(EffectRow::interval)
        .isNull();
  }

  @Test
  void oneTreatedDistrictHasNoErrorByDistrict() {
    CellWorld world = new CellWorld(Recipe.NOTHING.in(6, 1, true), 4);
    EffectAnswer answer = answer(Students.ALL, world.cells(), world);
    assertThat(answer.sample().districtWide()).isTrue();
    assertThat(answer.errors().district()).isFalse();
    assertThat(answer.errors().csByDistrict()).isNull();
    assertThat(answer.errors().csBySchool()).isPositive();
    assertThat(answer.statement()).isEqualTo(EffectStatement.INCONCLUSIVE);
  }

  @Test
  void withoutATreatedSchoolThereIsAnAnswerThatSaysSo() {
    CellWorld world = new CellWorld(Recipe.NOTHING.in(2, 0, false), 4);
    EffectAnswer answer = answer(Students.ALL, world.cells(), world);
    assertThat(answer.rows()).isEmpty();
    assertThat(answer.grading().reasons()).isNotEmpty();
    assertThat(answer.statement()).isEqualTo(EffectStatement.INCONCLUSIVE);
  }
}
