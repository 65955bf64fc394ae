package org.pathline.domain.effect.generality;

import java.util.Arrays;
import java.util.Objects;
import org.hipparchus.linear.ArrayRealVector;
import org.pathline.domain.effect.PositiveDefinite;

/**
 * How the treated schools and the target lie along the one line that tells them apart best.
 *
 * <p>A logit of being a row of the treated schools rather than one of the target, on standardised
 * characteristics; the index is Bhattacharyya's coefficient of the two densities of the logit,
 * integral of √(f_treated f_target), each a kernel density with normal kernel and bandwidth σ
 * (4/(3n))^(1/5). It is 1 where the treated schools are like a random sample of the target and 0
 * where nothing overlaps. Source: E. Tipton, "How generalizable is your experiment? An index for
 * comparing experimental samples and populations", Journal of Educational and Behavioral Statistics
 * 39 (2014), 478-501. The coefficients have a normal prior of standard deviation 1.25 per standard
 * deviation of a characteristic, so that the logit exists where the two are separate; with it a
 * characteristic counts for less where there are few schools (after A. Gelman et al., "A weakly
 * informative default prior distribution for logistic and other regression models", Annals of
 * Applied Statistics 2 (2008), 1360-1383).
 *
 * @param treated logits of the treated schools, ascending; read only
 * @param target logits of the schools of the target, ascending; read only
 * @param index generalizability index, from 0 to 1
 */
public record Participation(double[] treated, double[] target, double index) {
  private static final double PRIOR_PRECISION = 1 / (1.25 * 1.25);
  private static final int MOST_STEPS = 50;
  private static final double CONVERGED = 1e-10;
  private static final double LEAST_BANDWIDTH = 1e-3;
  private static final int GRID = 400;
  private static final double REACH = 5;

  /**
   * Caliper in standard deviations of the logit. Source: P. R. Rosenbaum and D. B. Rubin,
   * "Constructing a control group using multivariate matched sampling methods that incorporate the
   * propensity score", The American Statistician 39 (1985), 33-38.
   */
  private static final double CALIPER = 0.25;

  /**
   * Participation by standardised characteristics.
   *
   * @param treated a row for each treated school
   * @param target a row for each school of the target, of the same width
   */
  static Participation of(double[][] treated, double[][] target) {
    double[] beta = logit(treated, target);
    double[] ofTreated = logits(treated, beta);
    double[] ofTarget = logits(target, beta);
    return new Participation(ofTreated, ofTarget, bhattacharyya(ofTreated, ofTarget));
  }

  private static double[] logits(double[][] rows, double[] beta) {
    double[] logits = Arrays.stream(rows).mapToDouble(row -> logit(row, beta)).toArray();
    Arrays.sort(logits);
    return logits;
  }

  /** Logit of a row; the constant comes last in beta. */
  private static double logit(double[] row, double[] beta) {
    double sum = beta[row.length];
    for (int k = 0; k < row.length; k++) {
      sum += beta[k] * row[k];
    }
    return sum;
  }

  private static double[] logit(double[][] ones, double[][] zeros) {
    int width = zeros[0].length + 1;
    double[] beta = new double[width];
    beta[width - 1] = Math.log((double) ones.length / zeros.length);
    for (int step = 0; step < MOST_STEPS; step++) {
      double[][] matrix = new double[width][width];
      double[] score = new double[width];
      for (int k = 0; k < width - 1; k++) {
        matrix[k][k] = PRIOR_PRECISION;
        score[k] = -PRIOR_PRECISION * beta[k];
      }
      add(ones, 1, beta, matrix, score);
      add(zeros, 0, beta, matrix, score);
      // With the prior it is never singular.
      double[] change = Objects.requireNonNull(PositiveDefinite.solve(matrix, 1e-12, score));
      double largest = new ArrayRealVector(change, false).getLInfNorm();
      double shortened = Math.min(1, 2 / largest);
      for (int k = 0; k < width; k++) {
        beta[k] += shortened * change[k];
      }
      if (largest < CONVERGED) {
        break;
      }
    }
    return beta;
  }

  private static void add(
      double[][] rows, int outcome, double[] beta, double[][] matrix, double[] score) {
    int width = beta.length;
    for (double[] row : rows) {
      double p = 1 / (1 + Math.exp(-logit(row, beta)));
      double information = Math.max(1e-10, p * (1 - p));
      for (int k = 0; k < width; k++) {
        double x = k < row.length ? row[k] : 1;
        score[k] += (outcome - p) * x;
        for (int l = 0; l <= k; l++) {
          double both = information * x * (l < row.length ? row[l] : 1);
          matrix[k][l] += both;
          if (l < k) {
            matrix[l][k] += both;
          }
        }
      }
    }
  }

  /** Integral of the root of the product of two kernel densities. */
  static double bhattacharyya(double[] one, double[] other) {
    double h1 = bandwidth(one);
    double h2 = bandwidth(other);
    double low = Math.min(one[0] - REACH * h1, other[0] - REACH * h2);
    double high = Math.max(one[one.length - 1] + REACH * h1, other[other.length - 1] + REACH * h2);
    int cells = (int) Math.min(20_000, Math.max(GRID, 4 * (high - low) / Math.min(h1, h2)));
    double step = (high - low) / cells;
    double[] f = density(one, h1, low, step, cells);
    double[] g = density(other, h2, low, step, cells);
    double sum = 0;
    for (int i = 0; i < cells; i++) {
      sum += Math.sqrt(f[i] * g[i]);
    }
    return Math.min(1, sum * step);
  }

  private static double bandwidth(double[] values) {
    double sd = standardDeviation(values);
    return Math.max(LEAST_BANDWIDTH, sd * Math.pow(4 / (3.0 * values.length), 0.2));
  }

  static double standardDeviation(double[] values) {
    double mean = Arrays.stream(values).average().orElse(0);
    double squares = Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum();
    return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
  }

  /** Density at the middles of the cells of a grid. */
  private static double[] density(
      double[] values, double bandwidth, double low, double step, int cells) {
    double[] density = new double[cells];
    double scale = 1 / (values.length * bandwidth * Math.sqrt(2 * Math.PI));
    for (double value : values) {
      int from = (int) Math.max(0, (value - REACH * bandwidth - low) / step);
      int until = (int) Math.min(cells - 1.0, (value + REACH * bandwidth - low) / step);
      for (int i = from; i <= until; i++) {
        double z = (low + (i + 0.5) * step - value) / bandwidth;
        density[i] += scale * Math.exp(-z * z / 2);
      }
    }
    return density;
  }

  /** Schools of the target that no treated school lies within the caliper of. */
  int withoutComparable() {
    double[] all = Arrays.copyOf(treated, treated.length + target.length);
    System.arraycopy(target, 0, all, treated.length, target.length);
    double caliper = CALIPER * standardDeviation(all);
    int count = 0;
    for (double each : target) {
      int at = Arrays.binarySearch(treated, each);
      int next = at < 0 ? -at - 1 : at;
      double nearest = Double.POSITIVE_INFINITY;
      if (next < treated.length) {
        nearest = treated[next] - each;
      }
      if (next > 0) {
        nearest = Math.min(nearest, each - treated[next - 1]);
      }
      count += nearest > caliper ? 1 : 0;
    }
    return count;
  }
}
