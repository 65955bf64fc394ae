package org.pathline.domain.effect.sensitivity;

import java.util.Arrays;
import java.util.List;
import org.hipparchus.linear.ArrayRealVector;
import org.pathline.domain.effect.Clusters;
import org.pathline.domain.effect.Estimate;

/**
 * Coefficients before and after a reference time, at which the coefficient is 0, with their errors.
 *
 * <p>Times are taken to be equally far apart, in ascending order. The reference itself is left out.
 *
 * @param before times before the reference, ascending; may be empty
 * @param after times after it, ascending; at least one
 * @param coefficients those before, then those after; read only
 * @param covariance of the coefficients; read only
 */
public record EventStudy(
    List<Integer> before, List<Integer> after, double[] coefficients, double[][] covariance) {

  private static final double ROUNDING = 1e-9;

  /** Checks the sizes. */
  public EventStudy {
    before = List.copyOf(before);
    after = List.copyOf(after);
    int count = before.size() + after.size();
    if (after.isEmpty() || coefficients.length != count || covariance.length != count) {
      throw new IllegalArgumentException(
          before.size() + " times before and " + after.size() + " after do not fit the numbers");
    }
  }

  /**
   * Study of estimates over the same units.
   *
   * @param widening factor on every standard error, such as Student's quantile over the normal one
   */
  public static EventStudy of(
      List<Integer> before,
      List<Integer> after,
      List<Estimate> estimates,
      Clusters clusters,
      double widening) {
    int count = estimates.size();
    double[] coefficients = new double[count];
    double[][] byCluster = new double[clusters.count()][count];
    for (int i = 0; i < count; i++) {
      coefficients[i] = estimates.get(i).value();
      double[] sums = clusters.sums(estimates.get(i).contributions());
      for (int c = 0; c < sums.length; c++) {
        byCluster[c][i] = sums[c];
      }
    }
    double[][] covariance = new double[count][count];
    for (double[] ofCluster : byCluster) {
      for (int i = 0; i < count; i++) {
        double[] row = covariance[i];
        double own = ofCluster[i];
        for (int j = 0; j <= i; j++) {
          row[j] += own * ofCluster[j];
        }
      }
    }
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] *= widening * widening;
        covariance[j][i] = covariance[i][j];
      }
    }
    return new EventStudy(before, after, coefficients, covariance);
  }

  /** How many times there are before the reference. */
  public int beforeCount() {
    return before.size();
  }

  /** How many times there are after the reference. */
  public int afterCount() {
    return after.size();
  }

  /** Weighted sum of the coefficients after the reference. */
  public double estimate(double[] weights) {
    double sum = 0;
    for (int t = 0; t < weights.length; t++) {
      sum += weights[t] * coefficients[beforeCount() + t];
    }
    return sum;
  }

  /** Standard error of that sum. */
  public double standardError(double[] weights) {
    double sum = 0;
    for (int t = 0; t < weights.length; t++) {
      for (int u = 0; u < weights.length; u++) {
        sum += weights[t] * weights[u] * covariance[beforeCount() + t][beforeCount() + u];
      }
    }
    return Math.sqrt(Math.max(0, sum));
  }

  /** Whether that error is one, and not what rounding leaves of numbers of this size. */
  public boolean hasError(double[] weights) {
    double largest = new ArrayRealVector(coefficients, false).getLInfNorm();
    return standardError(weights) > ROUNDING * largest;
  }

  /** Weights of one time after the reference, by its place among them. */
  public double[] only(int place) {
    double[] weights = new double[afterCount()];
    weights[place] = 1;
    return weights;
  }

  /** Weights of the mean over all times after the reference. */
  public double[] mean() {
    double[] weights = new double[afterCount()];
    Arrays.fill(weights, 1.0 / weights.length);
    return weights;
  }

  /**
   * Changes from each time to the next, the reference among them: as many as there are
   * coefficients, the first {@link #beforeCount()} of them up to the reference.
   */
  FirstDifferences differences() {
    int count = coefficients.length;
    double[] change = new double[count];
    double[][] matrix = new double[count][count];
    for (int r = 0; r < count; r++) {
      // Place of a time in the coefficients; the reference, between the two parts, has none.
      int from = place(r);
      int to = place(r + 1);
      if (from >= 0) {
        matrix[r][from] = -1;
      }
      if (to >= 0) {
        matrix[r][to] = 1;
      }
      change[r] = (to >= 0 ? coefficients[to] : 0) - (from >= 0 ? coefficients[from] : 0);
    }
    double[][] errors = new double[count][count];
    for (int r = 0; r < count; r++) {
      for (int q = 0; q <= r; q++) {
        double sum = 0;
        for (int i = Math.max(0, r - 1); i < Math.min(count, r + 2); i++) {
          for (int j = Math.max(0, q - 1); j < Math.min(count, q + 2); j++) {
            sum += matrix[r][i] * covariance[i][j] * matrix[q][j];
          }
        }
        errors[r][q] = sum;
        errors[q][r] = sum;
      }
    }
    return new FirstDifferences(change, errors);
  }

  private int place(int time) {
    return time == beforeCount() ? -1 : time < beforeCount() ? time : time - 1;
  }

  /** Changes with their covariance. */
  record FirstDifferences(double[] change, double[][] covariance) {}
}
