package org.pathline.domain.effect.grouptime;

import java.util.List;
import java.util.function.Predicate;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Clusters;

/**
 * Wald's test that all effects before adoption are zero at once.
 *
 * <p>W = a' V^-1 a, with a the placebo effects and V their covariance by clusters. It is R did's
 * pre-test. With few clusters it rejects far too often, so it is shown and nothing depends on it.
 *
 * @param statistic W; null, like p, where V is singular
 * @param degrees number of placebo effects
 * @param p chance of a larger W if all were zero
 */
public record PlaceboTest(@Nullable Double statistic, int degrees, @Nullable Double p) {
  private static final double SINGULAR = 1e-13;

  /** Test of the effects before adoption and its anticipation; null where there are none. */
  public static @Nullable PlaceboTest of(GroupTimeEffects effects, Clusters clusters) {
    return of(effects, clusters, effect -> !effects.restsOnOneUnit(effect));
  }

  /**
   * The same where it is known which effects have an error.
   *
   * @param hasError of an effect
   */
  public static @Nullable PlaceboTest of(
      GroupTimeEffects effects, Clusters clusters, Predicate<GroupTimeEffect> hasError) {
    int anticipation = effects.specification().anticipation();
    List<GroupTimeEffect> before =
        effects.effects().stream()
            .filter(effect -> effect.time() < effect.group() - anticipation)
            .filter(effect -> !effect.isReference())
            .filter(hasError)
            .toList();
    int count = before.size();
    if (count == 0) {
      return null;
    }
    double[] scaled = new double[count];
    double[][] byCluster = new double[count][];
    for (int i = 0; i < count; i++) {
      double error = before.get(i).estimate().standardError(clusters);
      byCluster[i] = clusters.sums(before.get(i).estimate().contributions());
      scaled[i] = before.get(i).estimate().value() / error;
      for (int c = 0; c < byCluster[i].length; c++) {
        byCluster[i][c] /= error;
      }
      if (!(error > 0)) {
        return new PlaceboTest(null, count, null);
      }
    }
    RealMatrix rows = new Array2DRowRealMatrix(byCluster, false);
    EigenDecompositionSymmetric correlation =
        new EigenDecompositionSymmetric(rows.multiplyTransposed(rows));
    double[] eigenvalues = correlation.getEigenvalues();
    double statistic = 0;
    for (int k = 0; k < count; k++) {
      // In descending order.
      if (!(eigenvalues[k] > SINGULAR * eigenvalues[0])) {
        return new PlaceboTest(null, count, null);
      }
      double along = 0;
      for (int i = 0; i < count; i++) {
        along += correlation.getEigenvector(k).getEntry(i) * scaled[i];
      }
      statistic += along * along / eigenvalues[k];
    }
    double p = ChiSquaredDistribution.of(count).survivalProbability(statistic);
    return new PlaceboTest(statistic, count, p);
  }
}
