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

class RelativeMagnitudesTest {
  private static final double GRID_STEP_ERRORS = 40.0 / 999;

  @Test
  void intervalsOfThePublishedStudyAreThoseOfR() throws IOException {
    EventStudy study = PublishedEventStudies.restaurants();
    double step = GRID_STEP_ERRORS * study.standardError(study.only(0));
    JsonNode expected = PublishedEventStudies.expected().get("C-LF_DeltaRM_first_post_run");
    assertThat(expected).hasSize(4);
    RelativeMagnitudes drawn =
        new RelativeMagnitudes(study, study.only(0), DrawnFirstStage.published());
    RelativeMagnitudes exact = new RelativeMagnitudes(study, study.only(0), new ExactFirstStage());
    for (JsonNode each : expected) {
      Interval asR = drawn.interval(each.get("Mbar").asDouble());
      Interval ours = exact.interval(each.get("Mbar").asDouble());
      assertThat(asR.low()).isCloseTo(each.get("lb").asDouble(), within(1e-9));
      assertThat(ours.low()).isCloseTo(each.get("lb").asDouble(), within(2 * step));
      if (each.get("ub").isNumber()) {
        assertThat(asR.high()).isCloseTo(each.get("ub").asDouble(), within(1e-9));
        assertThat(ours.high()).isCloseTo(each.get("ub").asDouble(), within(2 * step));
      }
    }
    assertThat(drawn.breakdown()).isBetween(1.5, 2.0);
    assertThat(exact.breakdown()).isBetween(1.5, 2.0);
  }

  @Test
  void rsNormalNumbersAreRs() {
    assertThat(new NormalsOfR(0).next(5))
        .usingComparatorWithPrecision(1e-8)
        .containsExactly(1.262954285, -0.326233361, 1.329799263, 1.272429321, 0.414641434);
  }

  /**
   * The corners are those of the linear program: some point with so much slack exists, none with
   * less.
   */
  @Test
  void theLargestStatisticIsWhatALinearProgramFinds() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(5);
    for (int i = 0; i < 40; i++) {
      EventStudy study = RandomStudies.study(random, 1 + i % 4, 2 + i % 3, i % 2 == 0);
      double[] weights = i % 3 == 0 ? study.mean() : study.only(i % study.afterCount());
      if (i % 7 == 0) {
        weights[0] = -0.5;
      }
      LinearProgram program =
          new LinearProgram(
              study, weights, i % study.beforeCount(), i % 2 == 0 ? 1 : -1, 0.3 * (i % 8));
      for (double theta : new double[] {-0.1, 0.05, 0.3}) {
        assertThat(program.largestByCorners(theta))
            .isCloseTo(program.largestBySearch(theta), within(1e-6));
      }
    }
  }

  @Test
  void theExactFirstStageIsWhatManyDrawsFind() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(8);
    for (int i = 0; i < 12; i++) {
      EventStudy study = RandomStudies.study(random, 1 + i % 4, 2 + i % 4, i % 2 == 0);
      double[] weights = i % 3 == 0 ? study.mean() : study.only(0);
      Restriction restriction = LinearProgram.restriction(study, weights, 0, 1, 0.4 * i);
      double exact = new ExactFirstStage().critical(restriction);
      double drawn = DrawnFirstStage.mirrored().critical(restriction);
      // The error of a 99.5 % quantile of 20,000 draws is about 0.03.
      assertThat(exact).isCloseTo(drawn, within(0.12));
      assertThat(DrawnFirstStage.published().critical(restriction)).isCloseTo(exact, within(0.6));
    }
  }

  @Test
  void anEffectAndItsNegativeAreTreatedAlike() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(2);
    for (int i = 0; i < 20; i++) {
      EventStudy study = RandomStudies.study(random, 1 + i % 5, 1 + i % 4, i % 2 == 0);
      EventStudy negative =
          new EventStudy(
              study.before(),
              study.after(),
              Arrays.stream(study.coefficients()).map(each -> -each).toArray(),
              study.covariance());
      double[] weights = study.mean();
      RelativeMagnitudes one = new RelativeMagnitudes(study, weights, new ExactFirstStage());
      RelativeMagnitudes other = new RelativeMagnitudes(negative, weights, new ExactFirstStage());
      assertThat(other.breakdown()).isEqualTo(one.breakdown());
      Interval interval = one.interval(0.7);
      assertThat(other.interval(0.7).low()).isCloseTo(-interval.high(), within(1e-12));
      assertThat(other.interval(0.7).high()).isCloseTo(-interval.low(), within(1e-12));
    }
  }

  @Test
  void theBreakdownValueIsWhereTheIntervalBeginsToHoldZero() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(4);
    int broken = 0;
    for (int i = 0; i < 30; i++) {
      EventStudy study = RandomStudies.study(random, 1 + i % 5, 1 + i % 4, i % 2 == 0);
      double[] weights = study.only(0);
      RelativeMagnitudes magnitudes = new RelativeMagnitudes(study, weights, new ExactFirstStage());
      double breakdown = magnitudes.breakdown();
      double step = GRID_STEP_ERRORS * study.standardError(weights);
      if (breakdown > 0.05 && breakdown < RelativeMagnitudes.MOST) {
        broken++;
        for (double multiple = 0; multiple < breakdown - 0.02; multiple += breakdown / 7) {
          assertThat(magnitudes.interval(multiple).low()).isGreaterThan(-step);
        }
        assertThat(magnitudes.interval(breakdown + 0.02).low()).isLessThan(step);
      }
    }
    assertThat(broken).isGreaterThan(10);
  }

  /** Coverage of the truth at the worst drift that the restriction allows is 95 % or more. */
  @Test
  void theIntervalCoversTheTruthUnderTheDriftItAllows() {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(12);
    EventStudy study = RandomStudies.study(random, 3, 2, false);
    int covered = 0;
    int covered0 = 0;
    int runs = 400;
    for (int i = 0; i < runs; i++) {
      // Drift of 0.1 per time: before -0.3 -0.2 -0.1, then 0.1 0.2; the effect is 0.
      EventStudy drawn =
          LinearProgram.drawn(study, new double[] {-0.3, -0.2, -0.1, 0.1, 0.2}, random);
      RelativeMagnitudes magnitudes =
          new RelativeMagnitudes(drawn, drawn.only(1), new ExactFirstStage());
      covered += covers(magnitudes.interval(1), 0) ? 1 : 0;
      covered0 += covers(magnitudes.interval(0), 0) ? 1 : 0;
    }
    assertThat(covered).isGreaterThan((int) (0.91 * runs));
    assertThat(covered0).as("without drift it would be wrong").isLessThan(runs / 2);
  }

  private static boolean covers(Interval interval, double value) {
    return interval != null && interval.low() <= value && value <= interval.high();
  }

  @Test
  void errorsThatAreSmallBesideDriftEndAndThoseOfRoundingAreNone() {
    double[] coefficients = {0.3, -0.2, 1.0, 1.2};
    for (double error : new double[] {1e-5, 1e-7}) {
      Sensitivity.Target target = targets(coefficients, error).get(0);
      Interval interval = target.byMultiple().get(0).interval();
      // The reference is 0: the largest change before it is 0.5, between the two coefficients.
      assertThat(interval.low()).isCloseTo(0.5, within(1e-3));
      assertThat(interval.high()).isCloseTo(1.5, within(1e-3));
    }
    assertThat(targets(coefficients, 1e-17)).isEmpty();
    assertThat(targets(new double[] {0, 0, 0, 0}, 1e-17)).isNotEmpty();
  }

  private static List<Sensitivity.Target> targets(double[] coefficients, double error) {
    double[][] covariance = new double[4][4];
    for (int i = 0; i < covariance.length; i++) {
      covariance[i][i] = error * error;
    }
    EventStudy study = new EventStudy(List.of(-3, -2), List.of(0, 1), coefficients, covariance);
    return Sensitivity.of(
            study,
            List.of(new Sensitivity.Asked(null, 0, study.only(0))),
            List.of(1.0),
            List.of(),
            Sensitivity.CriticalValues.EXACT)
        .targets();
  }

  @Test
  void nothingMeasuredBeforeMeansNoInterval() {
    EventStudy study =
        new EventStudy(List.of(), List.of(1), new double[] {1}, new double[][] {{1}});
    RelativeMagnitudes magnitudes =
        new RelativeMagnitudes(study, study.only(0), new ExactFirstStage());
    assertThat(magnitudes.interval(1)).isNull();
    assertThat(magnitudes.breakdown()).isNull();
  }
}
