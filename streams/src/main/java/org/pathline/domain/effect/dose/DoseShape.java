package org.pathline.domain.effect.dose;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.UniformBand;

/**
 * What the differences between all doses of a curve say at once.
 *
 * <p>A dose is beaten where the uniform band of the difference from some other dose lies on the
 * worse side of 0. Those that are not beaten hold the best dose in at least 95 % of samples. An
 * optimum is named only where both ends are beaten.
 *
 * @param critical multiple of the standard error of each difference
 * @param optimumLow least dose that is not beaten; null without an optimum
 * @param optimumHigh greatest dose that is not beaten
 * @param best dose with the best effect as estimated; null without an optimum
 */
public record DoseShape(
    DoseStatement statement,
    @Nullable Double critical,
    @Nullable Double optimumLow,
    @Nullable Double optimumHigh,
    @Nullable Double best) {
  /** Nothing that can be said. */
  public static final DoseShape NOT_IDENTIFIED =
      new DoseShape(DoseStatement.NOT_IDENTIFIED, null, null, null, null);

  private static final double TAIL = 0.025;

  /**
   * Shape of a curve.
   *
   * @param lowerIsBetter whether a lower effect is the better one
   * @param degreesOfFreedom by whose Student's distribution the band is widened
   */
  public static DoseShape of(
      @Nullable DoseCurve curve,
      Clusters clusters,
      boolean lowerIsBetter,
      int degreesOfFreedom,
      long seed,
      int draws) {
    if (curve == null || degreesOfFreedom < 1) {
      return NOT_IDENTIFIED;
    }
    List<Estimate> effect = curve.effect();
    double critical = UniformBand.criticalOfDifferences(effect, clusters, seed, draws);
    double sign = lowerIsBetter ? -1 : 1;
    int count = effect.size();
    BitSet beaten = new BitSet();
    for (int j = 0; j < count; j++) {
      for (int k = 0; k < count; k++) {
        Estimate better = effect.get(k).plus(-1, effect.get(j)).times(sign);
        if (j != k && better.value() > critical * widened(better, clusters, degreesOfFreedom)) {
          beaten.set(j);
        }
      }
    }
    if (beaten.isEmpty()) {
      return new DoseShape(DoseStatement.NONE_TOLD_APART, critical, null, null, null);
    }
    if (!beaten.get(0) || !beaten.get(count - 1)) {
      return new DoseShape(DoseStatement.AMOUNTS_DIFFER, critical, null, null, null);
    }
    int first = beaten.nextClearBit(0);
    int last = beaten.previousClearBit(count - 1);
    int best = first;
    for (int j = first; j <= last; j++) {
      best = sign * effect.get(j).value() > sign * effect.get(best).value() ? j : best;
    }
    double[] grid = curve.grid();
    // The best dose lies between grid points, so its neighbours belong to the range.
    return new DoseShape(
        DoseStatement.OPTIMUM_WITHIN,
        critical,
        grid[Math.max(0, first - 1)],
        grid[Math.min(grid.length - 1, last + 1)],
        grid[best]);
  }

  /**
   * Standard error, wider where few clusters carry it: by Student's quantile over the normal one,
   * with (sum of c²)² / sum of c⁴ degrees of freedom (F. E. Satterthwaite, "An approximate
   * distribution of estimates of variance components", Biometrics Bulletin 2 (1946), 110-114).
   */
  static double widened(Estimate estimate, Clusters clusters, int mostDegreesOfFreedom) {
    double squares = 0;
    double fourths = 0;
    for (double each : clusters.sums(estimate.contributions())) {
      squares += each * each;
      fourths += each * each * each * each;
    }
    if (!(squares > 0)) {
      return 0;
    }
    double degrees = Math.max(1, Math.min(mostDegreesOfFreedom, squares * squares / fourths));
    return Math.sqrt(squares)
        * TDistribution.of(degrees).inverseSurvivalProbability(TAIL)
        / UniformBand.POINTWISE;
  }

  /** Percentiles 10 to 99 of ascending doses, where R's contdid evaluates its curves. */
  public static double[] percentiles(double[] sorted) {
    double[] grid = new double[90];
    Arrays.setAll(grid, i -> DoseCurve.quantile(sorted, (10 + i) / 100.0));
    return grid;
  }

  /** Doses from one quantile of the units' doses to another, evenly spaced. */
  public static double[] grid(double[] doses, double from, double to, int points) {
    double[] sorted = Arrays.stream(doses).filter(each -> !Double.isNaN(each)).sorted().toArray();
    double[] grid = new double[points];
    if (sorted.length > 0) {
      double low = DoseCurve.quantile(sorted, from);
      double high = DoseCurve.quantile(sorted, to);
      Arrays.setAll(grid, i -> low + (high - low) * i / (points - 1));
    }
    return grid;
  }
}
