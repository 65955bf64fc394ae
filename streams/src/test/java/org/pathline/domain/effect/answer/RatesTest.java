package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.answer.CellWorld.Recipe;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.answer.EffectRow.Type;
import org.pathline.domain.effect.cell.Students;
import org.pathline.domain.effect.design.DesignGrade;

/**
 * How often answers are right in worlds whose truth is known.
 *
 * <p>{@code -Drates.seeds=200} for rates that can be quoted; a few seeds by default, with bounds
 * that a broken estimator or grade does not keep.
 */
class RatesTest {
  private static final int SEEDS = Integer.getInteger("rates.seeds", 6);
  private static final long FIRST_SEED = Long.getLong("rates.seed", 1);

  private record Rates(String name, List<EffectAnswer> answers, List<Double> truths) {
    static Rates of(String name, Recipe recipe) {
      List<EffectAnswer> answers = new ArrayList<>();
      List<Double> truths = new ArrayList<>();
      for (int i = 0; i < SEEDS; i++) {
        CellWorld world = new CellWorld(recipe, FIRST_SEED + i);
        EffectQuestion question = EffectQuestion.of(CellWorld.SCOPE, Students.ALL);
        answers.add(
            EffectAnswer.of(question, world.cells(), world.regimes(), question.thresholds()));
        truths.add(world.truth());
      }
      Rates rates = new Rates(name, answers, truths);
      rates.print();
      return rates;
    }

    double share(Predicate<EffectAnswer> predicate) {
      return (double) answers.stream().filter(predicate).count() / answers.size();
    }

    double grade(DesignGrade grade) {
      return share(answer -> answer.grading().grade() == grade);
    }

    /** An effect in words with a grade that qualifies nothing. */
    double unqualified() {
      return share(
          answer ->
              answer.grading().grade() == DesignGrade.SUPPORTED
                  && (answer.statement() == EffectStatement.HARM
                      || answer.statement() == EffectStatement.BENEFIT));
    }

    double excludes(Estimator estimator, double value) {
      return share(answer -> excludes(answer, estimator, value));
    }

    /** Share of intervals that leave the truth of their own world out. */
    double misses(Estimator estimator) {
      return IntStream.range(0, answers.size())
              .filter(i -> excludes(answers.get(i), estimator, truths.get(i)))
              .count()
          / (double) answers.size();
    }

    private static boolean excludes(EffectAnswer answer, Estimator estimator, double value) {
      EffectRow row = overall(answer, estimator);
      return row != null
          && row.interval() != null
          && (row.interval().low() > value || row.interval().high() < value);
    }

    private static EffectRow overall(EffectAnswer answer, Estimator estimator) {
      return answer.rows().stream()
          .filter(row -> row.estimator() == estimator && row.type() == Type.OVERALL)
          .findFirst()
          .orElse(null);
    }

    private double mean(Estimator estimator) {
      return answers.stream()
          .map(answer -> overall(answer, estimator))
          .filter(row -> row != null)
          .mapToDouble(EffectRow::estimate)
          .average()
          .orElse(Double.NaN);
    }

    private void print() {
      System.out.printf(
          Locale.ROOT,
          "rates %-28s seeds %d-%d truth %+.3f | cs %+.4f misses truth %.3f | imputation %+.4f"
              + " misses truth %.3f | naive %+.4f | slope p<.05 %.3f placebo p<.05 %.3f | moved"
              + " %.3f | INSUFFICIENT %.3f NOT_SUPPORTED %.3f LIMITED %.3f SUPPORTED %.3f | HARM"
              + " %.3f BENEFIT %.3f NONE %.3f INCONCLUSIVE %.3f | unqualified %.3f | randomization"
              + " p<.05 %.3f%n",
          name,
          FIRST_SEED,
          FIRST_SEED + SEEDS - 1,
          truths.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN),
          mean(Estimator.CS),
          misses(Estimator.CS),
          mean(Estimator.IMPUTATION),
          misses(Estimator.IMPUTATION),
          mean(Estimator.NAIVE),
          share(
              answer ->
                  answer.pretrends() != null
                      && answer.pretrends().slope() != null
                      && answer.pretrends().slope().p() < 0.05),
          share(
              answer ->
                  answer.placebo() != null
                      && answer.placebo().p() != null
                      && answer.placebo().p() < 0.05),
          share(answer -> answer.composition() != null && answer.composition().moved()),
          grade(DesignGrade.INSUFFICIENT_EVIDENCE),
          grade(DesignGrade.NOT_SUPPORTED),
          grade(DesignGrade.LIMITED),
          grade(DesignGrade.SUPPORTED),
          share(answer -> answer.statement() == EffectStatement.HARM),
          share(answer -> answer.statement() == EffectStatement.BENEFIT),
          share(answer -> answer.statement() == EffectStatement.NONE_DETECTABLE),
          share(answer -> answer.statement() == EffectStatement.INCONCLUSIVE),
          unqualified(),
          share(answer -> answer.randomization() != null && answer.randomization().p() < 0.05));
    }
  }

  /** Greatest share that a rate of 5 % leaves to chance in one of a hundred thousand runs. */
  private static double atMost(double rate) {
    return rate + 4.3 * Math.sqrt(rate * (1 - rate) / SEEDS) + 1.0 / SEEDS;
  }

  @Test
  void withoutAnEffectFewIntervalsLeaveZeroOut() {
    Rates rates = Rates.of("no effect", Recipe.NOTHING);
    assertThat(rates.excludes(Estimator.CS, 0)).isLessThan(atMost(0.05));
    assertThat(rates.excludes(Estimator.IMPUTATION, 0)).isLessThan(atMost(0.05));
    assertThat(rates.unqualified()).isLessThan(atMost(0.05));
  }

  @Test
  void aStrongEffectInEnoughSchoolsIsSupportedAndCovered() {
    Rates rates = Rates.of("very strong effect", Recipe.NOTHING.in(16, 5, false).effect(-0.15));
    assertThat(rates.misses(Estimator.CS)).isLessThan(atMost(0.05));
    assertThat(rates.misses(Estimator.IMPUTATION)).isLessThan(atMost(0.05));
    assertThat(rates.excludes(Estimator.CS, 0)).isGreaterThan(0.9);
    assertThat(rates.grade(DesignGrade.SUPPORTED)).isGreaterThan(0.5);
    assertThat(rates.share(answer -> answer.statement() == EffectStatement.BENEFIT)).isZero();
  }

  @Test
  void aDriftBeforeThePolicyLeavesNoUnqualifiedEffect() {
    Rates rates = Rates.of("drift of 1.5 points", Recipe.NOTHING.drift(0.015));
    assertThat(rates.excludes(Estimator.CS, 0)).as("the drift fools the estimate").isPositive();
    assertThat(rates.unqualified()).isLessThan(atMost(0.01));
    assertThat(rates.grade(DesignGrade.NOT_SUPPORTED)).isGreaterThan(0.4);
  }

  @Test
  void aShiftedCompositionLeavesNoUnqualifiedEffect() {
    Rates rates = Rates.of("fewer high achievers", Recipe.NOTHING.fewerHigh(0.20));
    assertThat(rates.unqualified()).isZero();
    assertThat(rates.share(answer -> answer.composition().moved())).isGreaterThan(0.9);
  }

  @Test
  void twoTreatedSchoolsAreInsufficient() {
    Rates rates = Rates.of("two treated schools", Recipe.NOTHING.in(1, 2, false));
    assertThat(rates.grade(DesignGrade.INSUFFICIENT_EVIDENCE)).isEqualTo(1);
  }

  @Test
  void outcomesLinkedLessInOneArmAreInsufficient() {
    Rates rates = Rates.of("linked less if treated", Recipe.NOTHING.linkedTreated(0.75));
    assertThat(rates.grade(DesignGrade.INSUFFICIENT_EVIDENCE)).isEqualTo(1);
    assertThat(rates.answers()).allMatch(answer -> answer.bounds() != null);
  }

  @Test
  void tenTreatedSchoolsAreHeldAgainstChance() {
    Rates rates = Rates.of("ten treated schools", Recipe.NOTHING.in(5, 2, false));
    assertThat(rates.answers()).allMatch(answer -> answer.randomization() != null);
    assertThat(rates.share(answer -> answer.randomization().p() < 0.05)).isLessThan(atMost(0.05));
  }

  @Test
  void wholeDistrictsAreClusters() {
    Rates rates = Rates.of("four of nine districts", Recipe.NOTHING.in(9, 4, true));
    assertThat(rates.answers()).allMatch(answer -> answer.errors().district());
    assertThat(rates.grade(DesignGrade.SUPPORTED)).isZero();
  }
}
