package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.answer.CellWorld.Recipe;
import org.pathline.domain.effect.answer.PlannedAnswers.Inference;
import org.pathline.domain.effect.answer.PlannedAnswers.Planned;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Holm;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

class PlanTest {
  private static final List<Subgroup> SUBGROUPS =
      List.of(
          Students.ALL,
          Subgroup.parse("economicallyDisadvantaged=YES"),
          Subgroup.parse("gap:economicallyDisadvantaged"));

  private static Plan plan(List<Subgroup> subgroups, double smallest) {
    return new Plan(
        Settings.DEFAULT,
        Subject.MATHEMATICS,
        List.of(Outcome.STEM_ENTRY_2),
        subgroups,
        Specification.DEFAULT,
        List.of(),
        Target.ALL_TEXT,
        smallest);
  }

  @Test
  void theNameIsOfTheContentAndOfNoOrder() {
    Plan plan = plan(SUBGROUPS, 0.02);
    List<Subgroup> turned = List.of(SUBGROUPS.get(2), SUBGROUPS.get(0), SUBGROUPS.get(1));
    assertThat(plan(turned, 0.02).id()).isEqualTo(plan.id()).matches("[0-9a-f]{64}");
    assertThat(plan(SUBGROUPS, 0.03).id()).isNotEqualTo(plan.id());
    assertThat(plan(SUBGROUPS.subList(0, 2), 0.02).id()).isNotEqualTo(plan.id());
  }

  @Test
  void aPlanThatSaysTooLittleIsRefused() {
    assertThatThrownBy(() -> plan(List.of(), 0.02)).hasMessageContaining("one subgroup");
    assertThatThrownBy(() -> plan(SUBGROUPS, 0)).hasMessageContaining("above 0");
    assertThatThrownBy(() -> plan(List.of(Students.ALL, Students.ALL), 0.02))
        .hasMessageContaining("once");
  }

  @Test
  void whatHappensAtSchoolIsSeenBeforeWhatHappensAfterIt() {
    assertThat(Plan.observableFrom(Outcome.GRADE_POINTS, Settings.DEFAULT, 2007))
        .isEqualTo(Instant.parse("2006-07-01T00:00:00Z"));
    assertThat(Plan.observableFrom(Outcome.STEM_ENTRY_2, Settings.DEFAULT, 2007))
        .isEqualTo(Instant.parse("2011-07-01T00:00:00Z"));
  }

  private static PlannedAnswers answers(CellWorld world, String stoodSince) {
    return PlannedAnswers.of(
        plan(SUBGROUPS, 0.02),
        Instant.parse(stoodSince),
        SchoolSorting.NONE,
        world.cells(),
        world.regimes());
  }

  /** Schools adopt in 2007 at the earliest, so their students finish school in 2011. */
  @Test
  void onlyAPlanThatCameBeforeItsDataConfirms() {
    CellWorld world = new CellWorld(Recipe.NOTHING.effect(-0.10), 6);
    assertThat(answers(world, "2011-06-30T23:59:59Z").answers())
        .extracting(Planned::inference)
        .containsOnly(Inference.CONFIRMATORY);
    assertThat(answers(world, "2011-07-01T00:00:00Z").answers())
        .extracting(Planned::inference)
        .containsOnly(Inference.EXPLORATORY);
  }

  @Test
  void pValuesAreHolmsOverTheFamilyAndNoStatementOutlivesThem() {
    PlannedAnswers answers =
        answers(new CellWorld(Recipe.NOTHING.effect(-0.03), 8), "2005-01-01T00:00:00Z");
    double[] adjusted =
        Holm.adjust(
            answers.answers().stream().mapToDouble(each -> each.answer().overall().p()).toArray());
    for (int i = 0; i < adjusted.length; i++) {
      Planned each = answers.answers().get(i);
      assertThat(each.adjustedP()).isEqualTo(adjusted[i]);
      assertThat(each.statement() == EffectStatement.HARM && adjusted[i] > 0.05).isFalse();
    }
  }

  @Test
  void aCheckFindsLargeEffectsAndFewFalseOnes() {
    CellWorld world = new CellWorld(Recipe.NOTHING, 9);
    List<PlanPower> large =
        PlanPower.of(plan(SUBGROUPS, 0.30), world.cells(), world.regimes(), 1, 60);
    List<PlanPower> small =
        PlanPower.of(plan(SUBGROUPS, 0.001), world.cells(), world.regimes(), 1, 60);
    assertThat(large).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(large.get(i).familyPower()).isGreaterThan(0.9);
      assertThat(large.get(i).falseAlarms()).isLessThan(0.2);
      assertThat(small.get(i).familyPower()).isLessThan(0.2);
      assertThat(small.get(i).detectable()).isBetween(0.001, 0.30);
    }
  }
}
