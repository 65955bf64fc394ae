package org.pathline.domain.effect.generality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class BalanceTest {
  private static final double[][] CORNERS = {{0, 0}, {1, 0}, {0, 1}, {1, 1}, {0.5, 0.2}};
  private static final double[] MASS = {1, 2, 3, 4, 5};

  @Test
  void theMeansAreTheTargetsAndTheLogsOfTheWeightsAreLinear() {
    double[] mean = {0.3, 0.6};
    Balance balance = Balance.of(CORNERS, MASS, mean);
    double[] share = balance.share();
    double sum = 0;
    double[] reached = new double[2];
    for (int s = 0; s < share.length; s++) {
      sum += share[s];
      reached[0] += share[s] * CORNERS[s][0];
      reached[1] += share[s] * CORNERS[s][1];
    }
    assertThat(sum).isCloseTo(1, within(1e-12));
    assertThat(reached[0]).isCloseTo(0.3, within(1e-7));
    assertThat(reached[1]).isCloseTo(0.6, within(1e-7));
    double constant = Math.log(share[0] / MASS[0]);
    double first = Math.log(share[1] / MASS[1]) - constant;
    double second = Math.log(share[2] / MASS[2]) - constant;
    assertThat(Math.log(share[3] / MASS[3])).isCloseTo(constant + first + second, within(1e-9));
    assertThat(Math.log(share[4] / MASS[4]))
        .isCloseTo(constant + 0.5 * first + 0.2 * second, within(1e-9));
  }

  @Test
  void noWeightsReachWhatLiesOutside() {
    assertThat(Balance.of(CORNERS, MASS, new double[] {1.1, 0.5})).isNull();
    assertThat(Balance.of(CORNERS, MASS, new double[] {0.5, -0.01})).isNull();
    assertThat(Balance.of(CORNERS, MASS, new double[] {0.97, 0.5})).isNotNull();
  }

  @Test
  void withLinearEffectsTheWeightedEffectIsTheTargetsWhateverTheWeights() {
    Random random = new Random(4);
    double[][] x = new double[30][3];
    double[] mass = new double[30];
    double[] effect = new double[30];
    for (int s = 0; s < 30; s++) {
      mass[s] = 1 + random.nextInt(9);
      effect[s] = 2;
      for (int k = 0; k < 3; k++) {
        x[s][k] = random.nextGaussian();
        effect[s] += (k + 1) * x[s][k];
      }
    }
    double[] mean = {0.3, -0.2, 0.25};
    Balance balance = Balance.of(x, mass, mean);
    double weighted = 0;
    for (int s = 0; s < 30; s++) {
      weighted += balance.share()[s] * effect[s];
    }
    assertThat(weighted).isCloseTo(2 + 0.3 - 0.4 + 0.75, within(1e-6));
    for (int s = 0; s < 30; s++) {
      assertThat(balance.expected(x, effect)[s][0]).isCloseTo(effect[s], within(1e-6));
    }
  }
}
