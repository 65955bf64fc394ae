package org.pathline.domain.effect.answer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.answer.EstimatorWorld.Recipe;
import org.pathline.domain.effect.imputation.Imputation;

/**
 * Which of the two estimators is right more often, in worlds whose truth is known: the rates by
 * which it was decided which one a statement rests on.
 *
 * <p>100 seeds each by default, with the counts that they give; {@code -Drates.estimators=1000} for
 * the table in EFFECTS.md.
 */
class EstimatorRatesTest {
  private static final int DEFAULT = 100;
  private static final int SEEDS = Integer.getInteger("rates.estimators", DEFAULT);

  /** Rates of one estimator: bias, spread, intervals that miss the truth, and that leave 0 out. */
  private static final class Rates {
    private double sum;
    private double squares;
    private int misses;
    private int finds;

    void add(Figure figure, double truth) {
      double error = figure.value() - truth;
      sum += error;
      squares += error * error;
      misses += figure.interval().low() > truth || figure.interval().high() < truth ? 1 : 0;
      finds += figure.excludesZero() ? 1 : 0;
    }

    double bias() {
      return sum / SEEDS;
    }

    double spread() {
      return Math.sqrt(squares / SEEDS - bias() * bias());
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%+.4f, %.4f, %.1f %%, %.1f %%",
          bias(),
          spread(),
          100.0 * misses / SEEDS,
          100.0 * finds / SEEDS);
    }
  }

  private static Recipe recipe(String name) {
    Recipe plain = Recipe.PLAIN;
    return switch (name) {
      case "no effect" -> plain;
      case "effect" -> plain.effect(-0.03, 0);
      case "growing effect" -> plain.effect(-0.01, -0.01);
      case "unequal sizes" -> plain.sizes(60, 0.8).effect(-0.03, 0);
      case "shocks" -> plain.shocks(0.03, 0, 0).effect(-0.03, 0);
      case "shocks that stay" -> plain.shocks(0.03, 0.9, 0).effect(-0.03, 0);
      case "large schools and shocks that stay" ->
          plain.sizes(300, 0.5).shocks(0.05, 0.9, 0).effect(-0.03, 0);
      case "district shocks" -> plain.shocks(0.01, 0, 0.02).effect(-0.03, 0);
      case "ten treated schools" -> plain.arms(5, 2).effect(-0.03, 0);
      case "drift of half a point" -> plain.drift(0.005);
      default -> throw new IllegalArgumentException(name);
    };
  }

  /** Counts of 100 seeds: intervals that miss the truth, and that leave 0 out, of either. */
  @ParameterizedTest
  @CsvSource({
    "no effect, 2, 2, 5, 5",
    "effect, 3, 70, 6, 96",
    "growing effect, 3, 71, 4, 99",
    "unequal sizes, 1, 67, 7, 94",
    "shocks, 3, 60, 6, 96",
    "shocks that stay, 2, 69, 3, 92",
    "large schools and shocks that stay, 4, 93, 6, 84",
    "district shocks, 2, 65, 4, 97",
    "ten treated schools, 3, 19, 0, 66",
    "drift of half a point, 14, 14, 80, 80"
  })
  void countsAreThoseOfTheSeeds(
      String name, int csMisses, int csFinds, int imputationMisses, int imputationFinds) {
    Recipe recipe = recipe(name);
    Rates cs = new Rates();
    Rates imputation = new Rates();
    for (int seed = 1; seed <= SEEDS; seed++) {
      EstimatorWorld world = new EstimatorWorld(recipe, seed);
      Clusters schools = Clusters.of(world.panel());
      int degreesOfFreedom = world.fewerClusters(recipe) - 1;
      Estimate groupTime = GroupTimeSums.overall(world.panel(), Specification.DEFAULT);
      Estimate imputed = new Imputation(world.panel(), 0).overall();
      cs.add(Figure.student(groupTime, schools, degreesOfFreedom), world.truth());
      imputation.add(Figure.student(imputed, schools, degreesOfFreedom), world.truth());
    }
    System.out.printf("estimators | %s | %s | %s |%n", name, cs, imputation);
    if (recipe.drift() == 0) {
      assertThat(cs.bias()).isCloseTo(0, within(5 * cs.spread() / Math.sqrt(SEEDS)));
      assertThat(imputation.bias())
          .isCloseTo(0, within(5 * imputation.spread() / Math.sqrt(SEEDS)));
      assertThat(imputation.spread()).isLessThan(1.15 * cs.spread());
    }
    if (SEEDS == DEFAULT) {
      assertThat(new int[] {cs.misses, cs.finds, imputation.misses, imputation.finds})
          .containsExactly(csMisses, csFinds, imputationMisses, imputationFinds);
    }
  }
}
