package org.pathline.domain.effect.design;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.PositiveDefinite;
import org.pathline.domain.effect.Products;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.imputation.Imputation;
import org.pathline.domain.statistics.Interval;

/**
 * Whether schools that will take the policy up drift away from the others before they do.
 *
 * <p>Untreated cells, weighted least squares of the outcome on effects of units and times and on
 * ever-treated times time; the slope is the drift per time. Its error is clustered, with the factor
 * C/(C-1) (N-1)/(N-K) (CR1; K counts regressors and time effects, as unit effects are nested in
 * clusters), and it is held against Student's t with one degree of freedom less than the smaller
 * number of clusters among ever and never treated. One degree of freedom keeps its size where a
 * joint test of all leads does not: see EFFECTS.md.
 *
 * @param slope drift of the treated against the others, outcome per time; contributions without the
 *     factor for small samples
 * @param standardError with that factor
 * @param degreesOfFreedom of the t distribution, at least 1
 * @param p of no drift, two-sided
 * @param interval of the drift, at 95 %
 */
public record SlopeTest(
    Estimate slope, double standardError, int degreesOfFreedom, double p, Interval interval) {
  private static final double TAIL = 0.025;
  private static final double TOLD = 1e-9;
  private static final double POSITIVITY = 1e-12;

  /**
   * Test of a panel; null where the drift is not determined: no unit is never treated, or too few
   * times before the policy.
   *
   * @param adjusted whether units of different covariates may drift apart, too
   */
  public static @Nullable SlopeTest of(
      Panel panel, Clusters clusters, int anticipation, boolean adjusted) {
    return panel.derived(
        new Key(clusters, anticipation, adjusted),
        () -> {
          Regression regression = Regression.of(panel, anticipation, adjusted);
          return regression == null ? null : regression.test(clusters);
        });
  }

  private record Key(Clusters clusters, int anticipation, boolean adjusted) {}

  /**
   * Test of a sum of slopes, with the factor for small samples and the degrees of freedom of the
   * panel that has fewest; null where one is not determined.
   */
  public static @Nullable SlopeTest of(
      List<Summand> summands, Clusters clusters, int anticipation, boolean adjusted) {
    List<SlopeTest> tests = new ArrayList<>();
    Estimate sum =
        Summand.sum(
            summands,
            panel -> {
              SlopeTest each = of(panel, clusters, anticipation, adjusted);
              if (each == null) {
                return null;
              }
              tests.add(each);
              return each.slope();
            });
    if (sum == null) {
      return null;
    }
    SlopeTest weakest =
        Collections.min(tests, Comparator.comparingInt(SlopeTest::degreesOfFreedom));
    double factor = weakest.standardError() / weakest.slope().standardError(clusters);
    return test(sum, factor * sum.standardError(clusters), weakest.degreesOfFreedom());
  }

  private static SlopeTest test(Estimate slope, double standardError, int degreesOfFreedom) {
    TDistribution student = TDistribution.of(degreesOfFreedom);
    double t = Math.abs(slope.value()) / standardError;
    double half = student.inverseSurvivalProbability(TAIL) * standardError;
    return new SlopeTest(
        slope,
        standardError,
        degreesOfFreedom,
        standardError > 0 ? 2 * student.survivalProbability(t) : Double.NaN,
        new Interval(slope.value() - half, slope.value() + half));
  }

  private record Regression(
      Panel panel,
      double[][] weight,
      double[][] residual,
      double[][] drift,
      int regressors,
      double slope) {

    static @Nullable Regression of(Panel panel, int anticipation, boolean adjusted) {
      int units = panel.units().size();
      int times = panel.timeCount();
      int covariates = adjusted ? panel.units().get(0).covariates().size() : 0;
      List<double[][]> regressors = new ArrayList<>();
      for (int k = 0; k <= covariates; k++) {
        regressors.add(new double[units][times]);
      }
      for (int s = 0; s < units; s++) {
        PanelUnit unit = panel.units().get(s);
        for (int t = 0; t < times; t++) {
          double since = panel.time(t) - panel.time(0);
          regressors.get(0)[s][t] = unit.everAdopts() ? since : 0;
          for (int k = 0; k < covariates; k++) {
            regressors.get(1 + k)[s][t] = unit.covariates().get(k) * since;
          }
        }
      }
      // The effects of units and times are those that imputation fits to the same cells.
      Imputation untreated = Imputation.of(panel, anticipation);
      double[][] weight = untreated.fit().weights();
      List<double[][]> partialled = regressors.stream().map(untreated.fit()::residuals).toList();
      double[] scale =
          partialled.stream().mapToDouble(x -> Products.weighted(weight, x, x)).toArray();
      double[] raw =
          regressors.stream().mapToDouble(x -> Products.weighted(weight, x, x)).toArray();
      for (int k = 0; k < scale.length; k++) {
        if (!(scale[k] > TOLD * raw[k])) {
          return null;
        }
      }
      return solve(panel, weight, partialled, untreated.residuals());
    }

    private static @Nullable Regression solve(
        Panel panel, double[][] weight, List<double[][]> x, double[][] outcome) {
      int count = x.size();
      double[][] normal = new double[count][count];
      double[] right = new double[count];
      for (int i = 0; i < count; i++) {
        for (int j = 0; j < count; j++) {
          normal[i][j] = Products.weighted(weight, x.get(Math.min(i, j)), x.get(Math.max(i, j)));
        }
        right[i] = Products.weighted(weight, x.get(i), outcome);
      }
      RealMatrix inverse = PositiveDefinite.inverse(normal, POSITIVITY, 1);
      if (inverse == null) {
        return null;
      }
      double[] coefficient = inverse.operate(right);
      double[][] residual = new double[weight.length][];
      double[][] drift = new double[weight.length][];
      for (int s = 0; s < weight.length; s++) {
        residual[s] = outcome[s].clone();
        drift[s] = new double[outcome[s].length];
        for (int t = 0; t < residual[s].length; t++) {
          for (int k = 0; k < count; k++) {
            residual[s][t] -= coefficient[k] * x.get(k)[s][t];
            drift[s][t] += inverse.getEntry(0, k) * x.get(k)[s][t];
          }
        }
      }
      return new Regression(panel, weight, residual, drift, count, coefficient[0]);
    }

    @Nullable SlopeTest test(Clusters clusters) {
      double[] contributions = new double[weight.length];
      int cells = 0;
      BitSet ever = new BitSet();
      BitSet never = new BitSet();
      BitSet times = new BitSet();
      for (int s = 0; s < weight.length; s++) {
        for (int t = 0; t < panel.timeCount(); t++) {
          if (weight[s][t] > 0) {
            contributions[s] += weight[s][t] * drift[s][t] * residual[s][t];
            cells++;
            times.set(t);
            (panel.units().get(s).everAdopts() ? ever : never).set(clusters.of()[s]);
          }
        }
      }
      BitSet all = new BitSet();
      all.or(ever);
      all.or(never);
      double rest = cells - regressors - times.cardinality();
      int degreesOfFreedom = Math.min(ever.cardinality(), never.cardinality()) - 1;
      if (degreesOfFreedom < 1 || rest <= 0) {
        return null;
      }
      double count = all.cardinality();
      double factor = Math.sqrt(count / (count - 1) * (cells - 1) / rest);
      Estimate slope = new Estimate(this.slope, contributions);
      return SlopeTest.test(slope, factor * slope.standardError(clusters), degreesOfFreedom);
    }
  }
}
