package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.answer.CellWorld.Recipe;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.pathway.Settings;

/** {@code -Drates.schools=4000} for the curve of a large state. */
class SpecificationCurveTest {
  private static final int SCHOOLS = Integer.getInteger("rates.schools", 160);

  private static SpecificationCurve curve(CellWorld world, Subgroup subgroup) {
    return SpecificationCurve.of(
        EffectQuestion.of(CellWorld.SCOPE, subgroup),
        Map.of(Settings.DEFAULT, world.cells()),
        Map.of(Settings.DEFAULT, world.regimes()));
  }

  /** Each row is what the question with those choices is answered with. */
  @Test
  void everyRowIsTheAnswerToItsQuestion() {
    CellWorld world = new CellWorld(Recipe.NOTHING.effect(-0.05), 3);
    SpecificationCurve curve = curve(world, Students.ALL);
    assertThat(curve.rows()).hasSize(2 * 2 * 22 * 3 + 3);
    assertThat(curve.rows()).extracting(SpecificationCurve.Row::choice).doesNotHaveDuplicates();
    int compared = 0;
    for (int i = 0; i < curve.rows().size(); i += 53) {
      SpecificationCurve.Row row = curve.rows().get(i);
      EffectQuestion question =
          new EffectQuestion(
              CellWorld.SCOPE,
              Students.ALL,
              row.choice().specification(),
              row.choice().covariates(),
              EffectQuestion.DEFAULT_SEED,
              EffectQuestion.LEAST_DRAWS);
      EffectAnswer answer =
          EffectAnswer.of(question, world.cells(), world.regimes(), question.thresholds());
      if (row.effect() == null) {
        assertThat(answer.overall()).as("%s", row.choice()).isNull();
      } else if (row.choice().estimator() == Estimator.CS) {
        compared++;
        assertThat(row.effect().value()).isCloseTo(answer.overall().value(), within(1e-12));
        assertThat(row.effect().standardError())
            .isCloseTo(answer.overall().standardError(), within(1e-12));
      }
    }
    assertThat(compared).isPositive();
  }

  @Test
  void aStrongEffectHasOneSignAndNoneHasFewIntervalsWithoutZero() {
    SpecificationCurve strong = curve(new CellWorld(Recipe.NOTHING.effect(-0.10), 5), Students.ALL);
    assertThat(strong.negative()).isEqualTo(1);
    assertThat(strong.intervalsBelow()).isGreaterThan(0.95);
    assertThat(strong.median()).isCloseTo(-0.10, within(0.03));
    SpecificationCurve none = curve(new CellWorld(Recipe.NOTHING, 5), Students.ALL);
    assertThat(none.intervalsAbove() + none.intervalsBelow()).isLessThan(0.2);
  }

  @Test
  void aGapHasACurve() {
    SpecificationCurve gap =
        curve(
            new CellWorld(Recipe.NOTHING.effect(-0.05), 3),
            Subgroup.parse("gap:economicallyDisadvantaged"));
    assertThat(gap.estimated()).hasSizeGreaterThan(100);
    assertThat(gap.rows())
        .as("where all schools have one size, its logarithm is refused")
        .anyMatch(
            row -> row.effect() == null && row.choice().covariates().contains(Covariate.LOG_SIZE));
  }

  @Test
  void aStateIsAnsweredInSeconds() {
    UnlikeSchools world = new UnlikeSchools(new UnlikeSchools.Recipe(SCHOOLS, 0, -0.05, 0, 0), 1);
    // Of this thread, as others may use the machine, too.
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    int estimates =
        SpecificationCurve.of(
                EffectQuestion.of(CellWorld.SCOPE, Students.ALL),
                Map.of(Settings.DEFAULT, world.cells()),
                Map.of(Settings.DEFAULT, world.regimes()))
            .estimated()
            .size();
    System.out.printf(
        Locale.ROOT,
        "specifications: %d schools, %d estimates, %d ms of processor time%n",
        SCHOOLS,
        estimates,
        Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
            .toMillis());
    assertThat(estimates).isGreaterThanOrEqualTo(200);
  }
}
