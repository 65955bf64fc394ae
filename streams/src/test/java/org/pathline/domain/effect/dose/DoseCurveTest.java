package org.pathline.domain.effect.dose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.QRDecomposition;
import org.junit.jupiter.api.Test;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Specification;
import org.pathline.domain.effect.Weighting;

/** The curve against group-time regressions on powers of the dose, written out one by one. */
class DoseCurveTest {
  private static final int UNITS = 90;
  private static final int TIMES = 5;
  private static final double[] GRID = {0.2, 0.5, 0.8};

  private final double[][] y = new double[UNITS][TIMES];
  private final double[] dose = new double[UNITS];
  private final int[] adopted = new int[UNITS];

  private Panel panel(long seed) {
    Random random = new Random(seed);
    Panel.Builder builder = new Panel.Builder(Weighting.UNIT);
    for (int s = 0; s < UNITS; s++) {
      adopted[s] = new int[] {PanelUnit.NEVER, 3, 4}[s % 3];
      dose[s] = adopted[s] == PanelUnit.NEVER ? Double.NaN : random.nextDouble();
      String id = String.format(Locale.ROOT, "u%03d", s);
      builder.unit(new PanelUnit(id, id, adopted[s], 1, List.of()));
      for (int t = 1; t <= TIMES; t++) {
        boolean under = adopted[s] != PanelUnit.NEVER && t >= adopted[s];
        y[s][t - 1] =
            0.3 * t + random.nextGaussian() + (under ? 2 * dose[s] - t * dose[s] * dose[s] : 0);
        builder.add(id, t, 1, y[s][t - 1]);
      }
    }
    return builder.build();
  }

  private DoseCurve curve(long seed) {
    double[] weight = new double[UNITS];
    Arrays.fill(weight, 1);
    return DoseCurve.of(
        new LongDifferences(panel(seed), Specification.DEFAULT),
        dose,
        weight,
        adopted,
        GRID,
        new DoseCurve.Shape(3, 0, false));
  }

  /** Curve, derivative and mean derivative by plain cubics for each group and time. */
  private double[] byHand() {
    double[] sums = new double[2 * GRID.length + 2];
    for (int g : new int[] {3, 4}) {
      int after = TIMES - g + 1;
      for (int t = g; t <= TIMES; t++) {
        List<double[]> rows = new ArrayList<>();
        List<Double> changes = new ArrayList<>();
        double comparison = 0;
        int compared = 0;
        for (int s = 0; s < UNITS; s++) {
          double change = y[s][t - 1] - y[s][g - 2];
          if (adopted[s] == g) {
            double d = dose[s];
            rows.add(new double[] {1, d, d * d, d * d * d});
            changes.add(change);
          } else if (adopted[s] == PanelUnit.NEVER || adopted[s] > t) {
            comparison += change;
            compared++;
          }
        }
        comparison /= compared;
        double[] beta =
            new QRDecomposition(new Array2DRowRealMatrix(rows.toArray(double[][]::new)))
                .getSolver()
                .solve(
                    new ArrayRealVector(
                        changes.stream().mapToDouble(Double::doubleValue).toArray()))
                .toArray();
        double weight = 0.5 / after;
        for (int i = 0; i < GRID.length; i++) {
          double d = GRID[i];
          sums[i] +=
              weight * (beta[0] + beta[1] * d + beta[2] * d * d + beta[3] * d * d * d - comparison);
          sums[GRID.length + i] += weight * (beta[1] + 2 * beta[2] * d + 3 * beta[3] * d * d);
        }
        double slope = 0;
        double mean = 0;
        for (int i = 0; i < rows.size(); i++) {
          double d = rows.get(i)[1];
          slope += (beta[1] + 2 * beta[2] * d + 3 * beta[3] * d * d) / rows.size();
          mean += changes.get(i) / rows.size();
        }
        sums[2 * GRID.length] += weight * slope;
        sums[2 * GRID.length + 1] += weight * (mean - comparison);
      }
    }
    return sums;
  }

  @Test
  void theCurveIsTheMeanOfTheGroupTimeRegressions() {
    DoseCurve curve = curve(7);
    double[] byHand = byHand();
    for (int i = 0; i < GRID.length; i++) {
      assertThat(curve.effect().get(i).value()).isCloseTo(byHand[i], within(1e-9));
      assertThat(curve.derivative().get(i).value())
          .isCloseTo(byHand[GRID.length + i], within(1e-8));
    }
    assertThat(curve.slope().value()).isCloseTo(byHand[2 * GRID.length], within(1e-8));
    assertThat(curve.overall().value()).isCloseTo(byHand[2 * GRID.length + 1], within(1e-9));
  }

  /** What errors say, against how estimates scatter over 400 draws. */
  @Test
  void errorsAreAsLargeAsTheEstimatesScatter() {
    double[] sum = new double[3];
    double[] squares = new double[3];
    double[] variance = new double[3];
    int draws = 400;
    for (int seed = 1; seed <= draws; seed++) {
      DoseCurve curve = curve(seed);
      Clusters clusters = Clusters.of(panel(seed));
      List<Estimate> all = List.of(curve.effect().get(1), curve.derivative().get(1), curve.slope());
      for (int i = 0; i < 3; i++) {
        sum[i] += all.get(i).value();
        squares[i] += all.get(i).value() * all.get(i).value();
        variance[i] += Math.pow(all.get(i).standardError(clusters), 2) / draws;
      }
    }
    for (int i = 0; i < 3; i++) {
      double scatter = squares[i] / draws - sum[i] * sum[i] / draws / draws;
      assertThat(variance[i] / scatter).isBetween(0.65, 1.25);
    }
  }

  @Test
  void fewUnitsOrEqualDosesDetermineNoCurve() {
    double[] effect = {1, 2, 3, 4, 5, 6};
    assertThat(DoseFit.of(new double[] {1, 1, 1, 1, 1, 1}, effect, 1)).isNull();
    assertThat(DoseFit.of(new double[] {1, 2, 3, 4}, new double[] {1, 1, 1, 1}, 3)).isNull();
    assertThat(DoseFit.of(new double[] {1, 2, 3, 4, 5, 6}, effect, 2)).isNotNull();
  }
}
