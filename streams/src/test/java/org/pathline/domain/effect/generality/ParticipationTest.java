package org.pathline.domain.effect.generality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ParticipationTest {
  private static double[][] normal(int rows, double mean, long seed) {
    Random random = new Random(seed);
    double[][] drawn = new double[rows][2];
    for (double[] row : drawn) {
      row[0] = mean + random.nextGaussian();
      row[1] = random.nextGaussian();
    }
    return drawn;
  }

  /** Of two normals a distance d apart the coefficient is exp(-d²/8); the kernel widens both. */
  @Test
  void theIndexOfTwoNormalsIsThatOfTheirDistance() {
    for (double distance : new double[] {0, 1, 2, 3}) {
      double index = Participation.of(normal(3000, distance, 1), normal(3000, 0, 2)).index();
      assertThat(index).isCloseTo(Math.exp(-distance * distance / 8), within(0.03));
    }
  }

  /** Sum over a far finer grid of densities written out. */
  @Test
  void theIntegralIsThatOfTheDensitiesWrittenOut() {
    double[] one = {-1, 0, 0.2, 0.9};
    double[] other = {0.1, 0.5, 1.5, 2, 2.2};
    double sum = 0;
    for (double x = -8; x < 9; x += 1e-4) {
      sum += Math.sqrt(density(one, x) * density(other, x)) * 1e-4;
    }
    assertThat(Participation.bhattacharyya(one, other)).isCloseTo(sum, within(1e-3));
  }

  private static double density(double[] values, double x) {
    double mean = Arrays.stream(values).average().orElseThrow();
    double variance =
        Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum() / (values.length - 1);
    double h = Math.pow(4 * Math.pow(Math.sqrt(variance), 5) / (3 * values.length), 0.2);
    return Arrays.stream(values)
        .map(v -> Math.exp(-(x - v) * (x - v) / (2 * h * h)) / (h * Math.sqrt(2 * Math.PI)))
        .average()
        .orElseThrow();
  }

  @Test
  void whatIsSeparateHasNoComparableSchoolAndNoIndex() {
    double[][] far = normal(50, 12, 3);
    double[][] near = normal(50, 0, 4);
    Participation apart = Participation.of(far, near);
    assertThat(apart.index()).isLessThan(0.05);
    assertThat(apart.withoutComparable()).isEqualTo(50);
    assertThat(Participation.of(near, near).withoutComparable()).isZero();
  }
}
