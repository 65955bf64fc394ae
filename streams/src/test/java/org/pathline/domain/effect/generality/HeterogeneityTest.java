package org.pathline.domain.effect.generality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.junit.jupiter.api.Test;

class HeterogeneityTest {
  /** With equal variances the equation is that of the sample variance. */
  @Test
  void withEqualErrorsTauIsWhatTheVarianceOfTheEffectsLeaves() {
    double[] effect = {0.1, 0.5, -0.3, 0.9, 0.2, -0.4};
    double[] variance = new double[6];
    Arrays.fill(variance, 0.04);
    double mean = Arrays.stream(effect).average().orElseThrow();
    double squares = Arrays.stream(effect).map(e -> (e - mean) * (e - mean)).sum();
    Heterogeneity found = Heterogeneity.of(effect, variance, 1e6);
    assertThat(found.tau()).isCloseTo(Math.sqrt(squares / 5 - 0.04), within(1e-6));
    ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(5);
    assertThat(found.low())
        .isCloseTo(
            Math.sqrt(Math.max(0, squares / chiSquared.inverseCumulativeProbability(0.975) - 0.04)),
            within(1e-6));
    assertThat(found.high())
        .isCloseTo(
            Math.sqrt(squares / chiSquared.inverseCumulativeProbability(0.025) - 0.04),
            within(1e-6));
  }

  @Test
  void effectsThatDifferLessThanTheirErrorsHaveNoSpread() {
    Heterogeneity found =
        Heterogeneity.of(new double[] {1, 1.01, 0.99}, new double[] {1, 2, 3}, 20);
    assertThat(found.tau()).isZero();
    assertThat(found.low()).isZero();
  }

  /** Brute force: the equation's left side on a fine grid. */
  @Test
  void withUnequalErrorsTheEquationIsSolvedAsAGridSolvesIt() {
    Random random = new Random(2);
    double[] effect = new double[12];
    double[] variance = new double[12];
    for (int s = 0; s < 12; s++) {
      variance[s] = 0.01 + 0.05 * random.nextDouble();
      effect[s] = 0.3 * random.nextGaussian() + Math.sqrt(variance[s]) * random.nextGaussian();
    }
    double best = 0;
    double nearest = Double.POSITIVE_INFINITY;
    for (double tauSquared = 0; tauSquared < 1; tauSquared += 1e-5) {
      double weights = 0;
      double mean = 0;
      for (int s = 0; s < 12; s++) {
        weights += 1 / (variance[s] + tauSquared);
        mean += effect[s] / (variance[s] + tauSquared);
      }
      double q = 0;
      for (int s = 0; s < 12; s++) {
        q += Math.pow(effect[s] - mean / weights, 2) / (variance[s] + tauSquared);
      }
      if (Math.abs(q - 11) < nearest) {
        nearest = Math.abs(q - 11);
        best = tauSquared;
      }
    }
    double tau = Heterogeneity.of(effect, variance, 20).tau();
    assertThat(best).isPositive();
    assertThat(tau * tau).isCloseTo(best, within(2e-5));
  }
}
