package org.pathline.domain.effect.sensitivity;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.hipparchus.analysis.solvers.BrentSolver;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.SingularValueDecomposition;
import org.hipparchus.util.MathArrays;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Products;

/**
 * What a test for drift before the policy would miss, and what follows from having passed it.
 *
 * <p>Source: J. Roth, "Pretest with caution: event-study estimates after testing for parallel
 * trends", American Economic Review: Insights 4 (2022), 305-322, propositions 1 and 2.
 *
 * @param power how often the test finds the slope
 * @param slope steady drift, outcome per time, above 0
 * @param drift what it would add to the effect
 * @param afterPassing what it would add to the effect on average where the test did not find it
 */
public record PretestPower(double power, double slope, double drift, double afterPassing) {
  /** Powers for which slopes are told. */
  public static final List<Double> POWERS = List.of(0.5, 0.8);

  /** A coefficient is significant above so many standard errors, as R's pretrends has it. */
  private static final double SIGNIFICANT = 1.96;

  private static final double ACCURACY = 1e-9;
  private static final int MOST_STEPS = 200;
  private static final int MOST_DOUBLINGS = 60;

  /**
   * Power of the test of one slope, against the bias of an effect.
   *
   * @param slope estimate of the drift per time
   * @param standardError of it
   * @param quantile of Student's distribution above which the test finds a drift
   * @param effect estimate of the effect
   * @param exposure by how much a drift of 1 per time moves the effect
   */
  public static List<PretestPower> ofSlope(
      Estimate slope,
      double standardError,
      double quantile,
      Estimate effect,
      double exposure,
      Clusters clusters) {
    double[] ofSlope = clusters.sums(slope.contributions());
    double[] ofEffect = clusters.sums(effect.contributions());
    double both = Products.of(ofSlope, ofEffect);
    double variance = Products.of(ofSlope, ofSlope);
    if (!(variance > 0) || !(standardError > 0)) {
      return List.of();
    }
    NormalBox box = new NormalBox(new double[][] {{standardError * standardError}}, quantile);
    List<PretestPower> points = new ArrayList<>();
    for (double power : POWERS) {
      double found =
          slopeFound(power, each -> 1 - box.probability(new double[] {each}), standardError);
      double seen = box.mean(new double[] {found})[0];
      points.add(
          new PretestPower(
              power, found, exposure * found, exposure * found + both / variance * (seen - found)));
    }
    return points;
  }

  /**
   * Power of looking whether any coefficient before the reference is significant, against the bias
   * of a mean of those after it.
   *
   * @param reference time of the reference
   * @param weights of the coefficients after it
   */
  public static List<PretestPower> ofEvents(EventStudy study, int reference, double[] weights) {
    int before = study.beforeCount();
    if (before == 0) {
      return List.of();
    }
    double[] line = new double[before];
    double[][] errors = new double[before][before];
    double[] both = new double[before];
    double scale = Double.POSITIVE_INFINITY;
    for (int i = 0; i < before; i++) {
      line[i] = study.before().get(i) - reference;
      System.arraycopy(study.covariance()[i], 0, errors[i], 0, before);
      for (int t = 0; t < weights.length; t++) {
        both[i] += weights[t] * study.covariance()[i][before + t];
      }
      scale = Math.min(scale, Math.sqrt(errors[i][i]) / Math.abs(line[i]));
    }
    if (!(scale > 0)) {
      return List.of();
    }
    double exposure = 0;
    for (int t = 0; t < weights.length; t++) {
      exposure += weights[t] * (study.after().get(t) - reference);
    }
    NormalBox box = new NormalBox(errors, SIGNIFICANT);
    double[] pull =
        new SingularValueDecomposition(new Array2DRowRealMatrix(errors))
            .getSolver()
            .solve(new ArrayRealVector(both))
            .toArray();
    List<PretestPower> points = new ArrayList<>();
    for (double power : POWERS) {
      if (1 - box.probability(new double[before]) >= power) {
        continue;
      }
      double slope =
          slopeFound(power, each -> 1 - box.probability(MathArrays.scale(each, line)), scale);
      double[] truth = MathArrays.scale(slope, line);
      double[] seen = box.mean(truth);
      double after = exposure * slope;
      for (int i = 0; i < before; i++) {
        after += pull[i] * (seen[i] - truth[i]);
      }
      points.add(new PretestPower(power, slope, exposure * slope, after));
    }
    return points;
  }

  private static double slopeFound(double power, DoubleUnaryOperator test, double scale) {
    double high = scale;
    for (int i = 0; i < MOST_DOUBLINGS && test.applyAsDouble(high) < power; i++) {
      high *= 2;
    }
    return new BrentSolver(ACCURACY * scale)
        .solve(MOST_STEPS, slope -> test.applyAsDouble(slope) - power, 0, high);
  }
}
