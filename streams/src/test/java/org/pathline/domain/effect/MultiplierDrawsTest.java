package org.pathline.domain.effect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The draws of the bootstrap are those of its definition, in whatever blocks they are computed. */
class MultiplierDrawsTest {
  private static final long SEED = 11;

  private static double[][] sums(int estimates, int clusters) {
    Random random = new Random(estimates * 1_000L + clusters);
    double[][] sums = new double[estimates][clusters];
    for (double[] each : sums) {
      for (int c = 0; c < clusters; c++) {
        each[c] = random.nextGaussian();
      }
    }
    return sums;
  }

  /** One addition after the other, in the order of the clusters. */
  private static double[][] byDefinition(double[][] sums, int draws) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(SEED);
    double[][] deviations = new double[sums.length][draws];
    for (int from = 0; from < draws; from += 8) {
      for (int c = 0; c < sums[0].length; c++) {
        int signs = random.nextInt();
        for (int b = from; b < Math.min(draws, from + 8); b++) {
          for (int j = 0; j < sums.length; j++) {
            deviations[j][b] += (signs >> (b - from) & 1) == 0 ? -sums[j][c] : sums[j][c];
          }
        }
      }
    }
    return deviations;
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1", "2, 3, 13", "5, 16, 999", "3, 17, 64", "4, 83, 100"})
  void everyDigitIsThatOfTheDefinition(int estimates, int clusters, int draws) {
    double[][] sums = sums(estimates, clusters);
    assertThat(MultiplierDraws.of(sums, SEED, draws)).isDeepEqualTo(byDefinition(sums, draws));
  }

  @ParameterizedTest
  @CsvSource({"20, 999", "7, 99"})
  void bandsThatAreDrawnTogetherAreThoseThatAreDrawnAlone(int clusters, int draws) {
    int[] own = new int[clusters];
    for (int c = 0; c < clusters; c++) {
      own[c] = c;
    }
    Clusters ofUnits = new Clusters(own, clusters);
    List<Estimate> estimates = new ArrayList<>();
    for (double[] each : sums(5, clusters)) {
      estimates.add(new Estimate(1, each));
    }
    List<List<Estimate>> sets =
        List.of(estimates.subList(0, 2), List.of(), estimates.subList(2, 5));
    List<UniformBand> together = UniformBand.each(sets, ofUnits, SEED, draws);
    for (int i = 0; i < sets.size(); i++) {
      assertThat(together.get(i)).isEqualTo(UniformBand.of(sets.get(i), ofUnits, SEED, draws));
    }
    assertThat(together.get(0).critical()).isGreaterThan(0);
    assertThat(together.get(1).critical()).isNull();
  }
}
