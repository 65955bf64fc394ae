package org.pathline.domain.effect.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;

class PretestPowerTest {
  private static final double[][] THREE = {{1, 0.5, 0.2}, {0.5, 2, -0.3}, {0.2, -0.3, 1.5}};

  @Test
  void boxesOfIndependentVariablesAreProducts() {
    double[][] diagonal = {{1, 0, 0, 0}, {0, 4, 0, 0}, {0, 0, 0.25, 0}, {0, 0, 0, 9}};
    double[] mean = {0.5, -1, 0.2, 4};
    double expected = 1;
    for (int k = 0; k < mean.length; k++) {
      expected *= FoldedNormal.probability(1.96, mean[k] / Math.sqrt(diagonal[k][k]));
    }
    assertThat(new NormalBox(diagonal, 1.96).probability(mean)).isCloseTo(expected, within(2e-5));
  }

  /** In two dimensions the integral is exact, in three it comes close to what draws find. */
  @Test
  void boxesOfDependentVariablesAreWhatDrawsFind() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(6);
    double[] mean = {0.7, -0.4, 1};
    EventStudy study = new EventStudy(List.of(1, 2), List.of(3), mean, THREE);
    NormalBox box = new NormalBox(THREE, 1.5);
    int inside = 0;
    double[] sum = new double[3];
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      double[] drawn = LinearProgram.drawn(study, mean, random).coefficients();
      boolean in = true;
      for (int k = 0; k < 3; k++) {
        in &= Math.abs(drawn[k]) <= 1.5 * Math.sqrt(THREE[k][k]);
      }
      for (int k = 0; in && k < 3; k++) {
        sum[k] += drawn[k];
      }
      inside += in ? 1 : 0;
    }
    assertThat(box.probability(mean)).isCloseTo((double) inside / draws, within(0.005));
    for (int k = 0; k < 3; k++) {
      assertThat(box.mean(mean)[k]).isCloseTo(sum[k] / inside, within(0.01));
    }
  }

  @Test
  void oneCoefficientHasAClosedForm() {
    EventStudy study =
        new EventStudy(
            List.of(-2),
            List.of(0),
            new double[] {0, 0},
            new double[][] {{0.04, 0.01}, {0.01, 0.09}});
    List<PretestPower> points = PretestPower.ofEvents(study, -1, study.only(0));
    assertThat(points).hasSize(2);
    for (PretestPower point : points) {
      double t = -point.slope() / 0.2;
      assertThat(1 - FoldedNormal.probability(1.96, t)).isCloseTo(point.power(), within(1e-9));
      assertThat(point.drift()).isCloseTo(point.slope(), within(1e-12));
      double density = Math.exp(-Math.pow(1.96 + t, 2) / 2) - Math.exp(-Math.pow(1.96 - t, 2) / 2);
      double pull = 0.2 * density / Math.sqrt(2 * Math.PI) / (1 - point.power());
      assertThat(point.afterPassing()).isCloseTo(point.drift() + 0.01 / 0.04 * pull, within(1e-9));
    }
    // Independent of what is seen before, the effect is biased by all of the drift.
    EventStudy apart =
        new EventStudy(
            List.of(-2), List.of(0), new double[] {0, 0}, new double[][] {{0.04, 0}, {0, 0.09}});
    assertThat(PretestPower.ofEvents(apart, -1, apart.only(0)))
        .allSatisfy(point -> assertThat(point.afterPassing()).isEqualTo(point.drift()));
  }

  @Test
  void theTestFindsTheSlopesAsOftenAsItSays() throws IOException {
    EventStudy study = PublishedEventStudies.restaurants();
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(9);
    for (PretestPower point : PretestPower.ofEvents(study, 2008, study.mean())) {
      double[] truth = new double[8];
      for (int i = 0; i < 8; i++) {
        truth[i] = point.slope() * (i < 4 ? i - 4 : i - 3);
      }
      int found = 0;
      double after = 0;
      int draws = 40_000;
      for (int i = 0; i < draws; i++) {
        EventStudy drawn = LinearProgram.drawn(study, truth, random);
        boolean any = false;
        for (int k = 0; k < 4; k++) {
          any |= Math.abs(drawn.coefficients()[k]) > 1.96 * Math.sqrt(study.covariance()[k][k]);
        }
        found += any ? 1 : 0;
        after += any ? 0 : drawn.estimate(study.mean());
      }
      assertThat((double) found / draws).isCloseTo(point.power(), within(0.01));
      assertThat(after / (draws - found)).isCloseTo(point.afterPassing(), within(0.001));
      assertThat(point.afterPassing()).isNotCloseTo(point.drift(), within(0.0005));
    }
  }

  @Test
  void aSlopeTestHasAClosedForm() {
    Estimate slope = new Estimate(0.01, new double[] {0.03, -0.02, 0.01});
    Estimate effect = new Estimate(0.05, new double[] {0.01, 0.02, 0.05});
    Clusters each = new Clusters(new int[] {0, 1, 2}, 3);
    List<PretestPower> points = PretestPower.ofSlope(slope, 0.04, 2.5, effect, 3, each);
    for (PretestPower point : points) {
      assertThat(1 - FoldedNormal.probability(2.5, point.slope() / 0.04))
          .isCloseTo(point.power(), within(1e-9));
      assertThat(point.drift()).isCloseTo(3 * point.slope(), within(1e-12));
      assertThat(point.afterPassing()).isLessThan(point.drift());
    }
    assertThat(points.get(1).slope()).isGreaterThan(points.get(0).slope());
  }

  @Test
  void equivalenceIsShownOnlyWhereEveryCoefficientIsFarBelowTheBound() {
    EventStudy study =
        new EventStudy(
            List.of(-3, -2),
            List.of(0),
            new double[] {0.01, -0.004, 0.2},
            new double[][] {{1e-4, 0, 0}, {0, 1e-4, 0}, {0, 0, 1e-2}});
    Equivalence least = Equivalence.of(study, null);
    assertThat(least.p()).isNull();
    assertThat(Equivalence.of(study, least.least() * 1.0001).p()).isLessThan(0.05);
    assertThat(Equivalence.of(study, least.least() * 0.9999).p()).isGreaterThan(0.05);
    // Far from 0 the folded quantile is that of a normal one.
    assertThat(least.least()).isCloseTo(0.01 + 1.6448536 * 0.01, within(1e-4));
    assertThat(Equivalence.of(study, 0.01).p()).isGreaterThan(0.4);
    assertThat(
            Equivalence.of(
                new EventStudy(List.of(), List.of(0), new double[] {1}, new double[][] {{1}}), 0.1))
        .isNull();
  }
}
