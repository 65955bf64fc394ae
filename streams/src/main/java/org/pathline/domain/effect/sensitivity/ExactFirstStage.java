package org.pathline.domain.effect.sensitivity;

import org.apache.commons.statistics.distribution.NormalDistribution;
import org.hipparchus.analysis.integration.gauss.GaussIntegrator;
import org.hipparchus.analysis.integration.gauss.GaussIntegratorFactory;
import org.hipparchus.analysis.solvers.BrentSolver;

/**
 * The critical value by integration: two normal variables, L'D and U, tell all statistics.
 *
 * <p>P(all <= q) is the integral over U, from -q width / 2 on, of the probability that L'D lies
 * between -q s- - |L|U and q s+ + |L|U. The range is cut where a bound crosses the mean of L'D, at
 * which the integrand may be steep. With one time after the reference the statistics have too many
 * dimensions for that, and {@link DrawnFirstStage#mirrored} stands in.
 */
final class ExactFirstStage implements FirstStage {
  private static final int NODES = 24;
  private static final double RANGE = 7;
  private static final double HIGHEST = 3.1;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);
  private static final double ALONE = NORMAL.inverseSurvivalProbability(Moments.FIRST_STAGE);
  private static final double OF_THREE = NORMAL.inverseSurvivalProbability(Moments.FIRST_STAGE / 3);
  private static final double ACCURACY = 1e-7;
  private static final int MOST_STEPS = 100;
  private static final GaussIntegrator RULE = new GaussIntegratorFactory().legendre(NODES);

  private final FirstStage ofOneTime = DrawnFirstStage.mirrored();

  @Override
  public double critical(Restriction restriction) {
    if (restriction.afterCount() == 1) {
      return ofOneTime.critical(restriction);
    }
    Statistics statistics = new Statistics(restriction);
    return new BrentSolver(ACCURACY)
        .solve(MOST_STEPS, q -> statistics.probability(q) - (1 - Moments.FIRST_STAGE), 0, HIGHEST);
  }

  @Override
  public double[] bounds(Moments moments) {
    double error = moments.largestError();
    // Of four statistics of several times, one follows from another.
    double together =
        moments.bounded()
            ? OF_THREE
            : NORMAL.inverseSurvivalProbability(Moments.FIRST_STAGE / moments.count());
    return new double[] {ALONE * error, together * error};
  }

  private static final class Statistics {
    private final double up;
    private final double down;
    private final double width;
    private final double exposure;
    private final double ofBound;
    private final double tilt;
    private final double rest;

    Statistics(Restriction restriction) {
      up = restriction.scale(1);
      down = restriction.scale(-1);
      width = restriction.widths()[0];
      exposure = restriction.exposure();
      double[] errors = restriction.errors();
      ofBound = Math.sqrt(errors[2]);
      tilt = errors[2] > 0 ? errors[1] / errors[2] : 0;
      rest = Math.sqrt(Math.max(0, errors[0] - tilt * errors[1]));
    }

    double probability(double q) {
      if (!(ofBound > 0)) {
        return within(q, 0);
      }
      double from = Math.max(-RANGE, -q * width / 2 / ofBound);
      double[] cuts = {
        clamp(-q * up / (exposure - tilt) / ofBound, from),
        clamp(-q * down / (exposure + tilt) / ofBound, from)
      };
      double first = Math.min(cuts[0], cuts[1]);
      double second = Math.max(cuts[0], cuts[1]);
      return part(q, from, first) + part(q, first, second) + part(q, second, RANGE);
    }

    private static double clamp(double value, double from) {
      return Double.isNaN(value) ? from : Math.max(from, Math.min(RANGE, value));
    }

    private double part(double q, double from, double to) {
      if (!(to > from)) {
        return 0;
      }
      double half = (to - from) / 2;
      double middle = (to + from) / 2;
      double sum = 0;
      for (int i = 0; i < RULE.getNumberOfPoints(); i++) {
        double z = middle + half * RULE.getPoint(i);
        sum += RULE.getWeight(i) * Math.exp(-z * z / 2) * within(q, z * ofBound);
      }
      return half * sum / Math.sqrt(2 * Math.PI);
    }

    /** Probability that L'D keeps its bounds, given U. */
    private double within(double q, double bound) {
      double mean = tilt * bound;
      double high = q * up + exposure * bound - mean;
      double low = -q * down - exposure * bound - mean;
      if (!(high > low)) {
        return 0;
      }
      if (!(rest > 0)) {
        return high >= 0 && low <= 0 ? 1 : 0;
      }
      return Moments.between(low / rest, high / rest);
    }
  }
}
