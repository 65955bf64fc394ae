package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.answer.CellWorld.Recipe;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.design.DesignGrade;

/**
 * Worlds in which treated schools drift and the policy does nothing: hardly ever is an effect told
 * without reservation.
 *
 * <p>Slopes go from 0.2 to 2 points a cohort. A few worlds by default; {@code -Drates.drifts=1000}
 * for the rate that is promised.
 */
class DriftRatesTest {
  private static final int WORLDS = Integer.getInteger("rates.drifts", 30);
  private static final double ALLOWED = 0.005;

  private static EffectAnswer answer(double slope, long seed) {
    CellWorld world = new CellWorld(Recipe.NOTHING.drift(slope), seed);
    EffectQuestion question = EffectQuestion.of(CellWorld.SCOPE, Students.ALL);
    return EffectAnswer.of(question, world.cells(), world.regimes(), question.thresholds());
  }

  private static boolean isUnqualified(EffectAnswer answer) {
    return answer.grading().grade() == DesignGrade.SUPPORTED
        && (answer.statement() == EffectStatement.HARM
            || answer.statement() == EffectStatement.BENEFIT);
  }

  @Test
  void hardlyAnyDriftIsToldAsAnEffect() {
    int unqualified = 0;
    int limited = 0;
    for (int i = 0; i < WORLDS; i++) {
      double slope = (i % 2 == 0 ? 1 : -1) * (0.002 + 0.018 * i / (WORLDS - 1));
      EffectAnswer answer = answer(slope, 1 + i);
      boolean told = isUnqualified(answer);
      unqualified += told ? 1 : 0;
      limited +=
          !told
                  && (answer.statement() == EffectStatement.HARM
                      || answer.statement() == EffectStatement.BENEFIT)
              ? 1
              : 0;
      if (told) {
        System.out.printf(Locale.ROOT, "drift %.4f, seed %d, told as an effect%n", slope, 1 + i);
      }
    }
    System.out.printf(
        Locale.ROOT,
        "drifts: %d worlds, %d effects without reservation, %d with%n",
        WORLDS,
        unqualified,
        limited);
    assertThat(unqualified).isLessThanOrEqualTo((int) (ALLOWED * WORLDS));
  }

  /**
   * The test above can fail: a small drift does make effects, which the breakdown value qualifies.
   */
  @Test
  void theBreakdownValueQualifiesWhatADriftMakes() {
    long held =
        IntStream.range(0, 12)
            .mapToObj(i -> answer(0.004, 100 + i))
            .filter(answer -> answer.statement() == EffectStatement.BENEFIT)
            .filter(
                answer ->
                    answer.grading().reasons().stream()
                        .anyMatch(reason -> reason.code().name().equals("BREAKS_DOWN")))
            .count();
    assertThat(held).isPositive();
  }
}
