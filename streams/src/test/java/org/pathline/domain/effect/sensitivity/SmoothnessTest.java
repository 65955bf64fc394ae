package org.pathline.domain.effect.sensitivity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.pathline.domain.statistics.Interval;

class SmoothnessTest {
  private static void agree(EventStudy study, double[] weights, JsonNode expected) {
    assertThat(expected).isNotEmpty();
    for (JsonNode each : expected) {
      Interval interval = new Smoothness(study, weights).interval(each.get("M").asDouble());
      assertThat(interval.low()).isCloseTo(each.get("lb").asDouble(), within(1e-6));
      assertThat(interval.high()).isCloseTo(each.get("ub").asDouble(), within(1e-6));
    }
  }

  @Test
  void intervalsOfThePublishedStudyAreTheExactOptimum() throws IOException {
    EventStudy study = PublishedEventStudies.restaurants();
    JsonNode expected = PublishedEventStudies.expected();
    agree(study, study.only(0), expected.get("FLCI_DeltaSD_first_post_exact"));
    agree(study, study.mean(), expected.get("FLCI_DeltaSD_average_exact"));
  }

  @Test
  void foldedQuantilesAreThoseOfTheirDistribution() {
    for (double t = 0; t < 12; t += 0.37) {
      assertThat(FoldedNormal.probability(FoldedNormal.quantile(t), t))
          .isCloseTo(0.95, within(1e-12));
    }
    assertThat(FoldedNormal.quantile(0)).isCloseTo(1.959963984540054, within(1e-12));
  }

  /** No weighting that is tried is better, and many that are tried are worse. */
  @Test
  void noOtherWeightingHasAShorterInterval() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(17);
    for (int before = 1; before <= 6; before++) {
      for (int after = 1; after <= 3; after++) {
        EventStudy study = RandomStudies.study(random, before, after, before % 2 == 0);
        double[] weights = after == 2 ? study.mean() : study.only(after - 1);
        for (double bend : new double[] {0, 0.003, 0.02, 0.2}) {
          Interval interval = new Smoothness(study, weights).interval(bend);
          double half = (interval.high() - interval.low()) / 2;
          double best = RandomStudies.shortest(study, weights, bend, random);
          assertThat(half)
              .as("%d before, %d after, M %s", before, after, bend)
              .isLessThanOrEqualTo(best * (1 + 1e-9));
          assertThat(half).isGreaterThan(best * 0.999);
        }
      }
    }
  }

  @Test
  void theBreakdownValueIsWhereTheIntervalBeginsToHoldZero() throws IOException {
    EventStudy study = PublishedEventStudies.restaurants();
    for (double[] weights : List.of(study.only(0), study.mean(), study.only(3))) {
      Smoothness smoothness = new Smoothness(study, weights);
      double breakdown = smoothness.breakdown();
      assertThat(breakdown).isPositive();
      assertThat(smoothness.interval(breakdown * 0.9999).low()).isPositive();
      assertThat(smoothness.interval(breakdown * 1.0001).low()).isNegative();
    }
  }

  @Test
  void coefficientsThatMoveAsOneStillHaveAnInterval() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(3);
    EventStudy study = RandomStudies.study(random, 5, 3, false);
    double[][] covariance =
        Arrays.stream(study.covariance()).map(double[]::clone).toArray(double[][]::new);
    for (int i = 0; i < covariance.length; i++) {
      covariance[1][i] = covariance[2][i];
    }
    for (int i = 0; i < covariance.length; i++) {
      covariance[i][1] = covariance[i][2];
    }
    EventStudy singular =
        new EventStudy(study.before(), study.after(), study.coefficients(), covariance);
    Interval interval = new Smoothness(singular, singular.only(0)).interval(0.01);
    double half = (interval.high() - interval.low()) / 2;
    assertThat(half)
        .isLessThanOrEqualTo(
            RandomStudies.shortest(singular, singular.only(0), 0.01, random) * (1 + 1e-6));
  }

  @Test
  void withoutATimeBeforeThereIsNoInterval() {
    EventStudy study =
        new EventStudy(List.of(), List.of(1), new double[] {1}, new double[][] {{1}});
    assertThat(new Smoothness(study, study.only(0)).interval(0)).isNull();
    assertThat(new Smoothness(study, study.only(0)).breakdown()).isNull();
  }
}
