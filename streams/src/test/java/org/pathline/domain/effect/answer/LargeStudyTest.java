package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.answer.CellWorld.Recipe;
import org.pathline.domain.effect.cell.Students;

/**
 * A state of many schools and 12 cohorts is answered, all of its schools in the sample; how long
 * that takes is printed.
 *
 * <p>400 schools by default; {@code -Drates.schools=4000} for a large state.
 */
class LargeStudyTest {
  private static final int SCHOOLS = Integer.getInteger("rates.schools", 400);

  @Test
  void everySchoolOfAStateIsInItsAnswer() {
    Recipe recipe = new Recipe(SCHOOLS / 10, 5, false, 12, 30, -0.02, 0, 0, 0.95, 0.95);
    CellWorld world = new CellWorld(recipe, 1);
    EffectQuestion question = EffectQuestion.of(CellWorld.SCOPE, Students.ALL);
    for (int i = 0; i < 3; i++) {
      long start = System.nanoTime();
      EffectAnswer answer =
          EffectAnswer.of(question, world.cells(), world.regimes(), question.thresholds());
      Duration took = Duration.ofNanos(System.nanoTime() - start);
      assertThat(answer.sample().treatedSchools()).isEqualTo(SCHOOLS / 2);
      System.out.printf(
          Locale.ROOT,
          "answer: %d schools, %d cells, %d ms%n",
          SCHOOLS,
          world.cells().size(),
          took.toMillis());
    }
  }
}
