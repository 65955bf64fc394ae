package org.pathline.domain.effect.sensitivity;

import org.hipparchus.analysis.solvers.BrentSolver;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Products;
import org.pathline.domain.statistics.Interval;

/**
 * An effect if the slope of drift changes by no more than M from one time to the next.
 *
 * <p>Delta^SD(M): |(delta_t+1 - delta_t) - (delta_t - delta_t-1)| <= M. The interval has a fixed
 * length: it is that of the affine estimator, coefficients after the reference as asked and those
 * before it weighted, whose half length is least: the 95 % quantile of |N(M bias, variance)|.
 * Source: Rambachan and Roth (2023), section 4; T. B. Armstrong and M. Kolesár, "Optimal inference
 * in a class of regression models", Econometrica 86 (2018), 655-683.
 */
final class Smoothness {
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final double ACCURACY = 1e-9;
  private static final int MOST_STEPS = 100;
  private static final int MOST_DOUBLINGS = 60;

  private final EventStudy study;
  private final double[] weights;
  private final double total;
  private final double leastBias;
  private final @Nullable AffinePath path;

  Smoothness(EventStudy study, double[] weights) {
    this.study = study;
    this.weights = weights;
    int after = weights.length;
    double sum = 0;
    double bias = 0;
    for (int s = 1; s <= after; s++) {
      sum += s * weights[s - 1];
      double late = 0;
      for (int i = 1; i <= s; i++) {
        late += i * weights[after - s + i - 1];
      }
      bias += Math.abs(late);
    }
    total = sum;
    leastBias = bias - sum + Math.abs(sum);
    int free = study.beforeCount() - 1;
    path = free < 0 ? null : path(free);
  }

  /** Variance as a function of the free partial sums, from that of the coefficients. */
  private AffinePath path(int free) {
    double[][] columns = new double[free][];
    double[] base = loading(new double[free]);
    for (int k = 0; k < free; k++) {
      double[] unit = new double[free];
      unit[k] = 1;
      columns[k] = loading(unit);
      for (int i = 0; i < base.length; i++) {
        columns[k][i] -= base[i];
      }
    }
    double[][] quadratic = new double[free][free];
    double[] linear = new double[free];
    for (int k = 0; k < free; k++) {
      linear[k] = Products.of(columns[k], study.covariance(), base);
      for (int j = 0; j < free; j++) {
        quadratic[k][j] =
            Products.of(columns[Math.min(k, j)], study.covariance(), columns[Math.max(k, j)]);
      }
    }
    return new AffinePath(quadratic, linear);
  }

  /**
   * Weights of all coefficients: those before the reference are second differences of the partial
   * sums, of which the last is fixed so that a straight line is no bias.
   */
  private double[] loading(double[] partial) {
    int before = study.beforeCount();
    double[] sums = new double[before + 1];
    System.arraycopy(partial, 0, sums, 1, partial.length);
    sums[before] = total;
    double[] loading = new double[before + weights.length];
    for (int k = 1; k <= before; k++) {
      double step = sums[k] - sums[k - 1];
      double last = k > 1 ? sums[k - 1] - sums[k - 2] : 0;
      loading[k - 1] = step - last;
    }
    System.arraycopy(weights, 0, loading, before, weights.length);
    return loading;
  }

  /**
   * An affine estimator with its interval.
   *
   * @param estimate weighted sum of the coefficients
   * @param half half the length of the interval
   */
  private record Affine(double estimate, double half) {}

  /** Robust interval at 95 %; null where nothing was measured before. */
  @Nullable Interval interval(double bend) {
    if (path == null) {
      return null;
    }
    Affine best = best(path, bend);
    return new Interval(best.estimate() - best.half(), best.estimate() + best.half());
  }

  private Affine best(AffinePath along, double bend) {
    int last = along.corners().size() - 1;
    // The half length has one valley along the path.
    double low = 0;
    double high = last;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = at(along, left, bend).half();
    double atRight = at(along, right, bend).half();
    while (high - low > ACCURACY * Math.max(1, last)) {
      if (atLeft <= atRight) {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = at(along, left, bend).half();
      } else {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = at(along, right, bend).half();
      }
    }
    Affine best = at(along, (low + high) / 2, bend);
    Affine first = at(along, 0, bend);
    return first.half() <= best.half() ? first : best;
  }

  private Affine at(AffinePath along, double place, double bend) {
    int corner = (int) Math.min(place, along.corners().size() - 1.0);
    double[] from = along.corners().get(corner);
    double[] to = along.corners().get(Math.min(corner + 1, along.corners().size() - 1));
    double[] partial = new double[from.length];
    double bias = leastBias;
    for (int k = 0; k < partial.length; k++) {
      partial[k] = from[k] + (place - corner) * (to[k] - from[k]);
      bias += Math.abs(partial[k]);
    }
    double[] loading = loading(partial);
    double error = Math.sqrt(Math.max(0, Products.of(loading, study.covariance(), loading)));
    double estimate = 0;
    for (int i = 0; i < loading.length; i++) {
      estimate += loading[i] * study.coefficients()[i];
    }
    double half = error > 0 ? error * FoldedNormal.quantile(bend * bias / error) : bend * bias;
    return new Affine(estimate, half);
  }

  /**
   * Largest M up to which 0 stays outside the interval; 0 where it is inside anyhow, null where
   * nothing was measured before.
   */
  @Nullable Double breakdown() {
    if (path == null) {
      return null;
    }
    if (!(excess(path, 0) > 0)) {
      return 0.0;
    }
    double high = excess(path, 0) / leastBias;
    double low = 0;
    for (int i = 0; i < MOST_DOUBLINGS && excess(path, high) > 0; i++) {
      low = high;
      high *= 2;
    }
    return new BrentSolver(ACCURACY * high)
        .solve(MOST_STEPS, bend -> excess(path, bend), low, high);
  }

  /** By how far 0 lies outside the interval. */
  private double excess(AffinePath along, double bend) {
    Affine best = best(along, bend);
    return Math.abs(best.estimate()) - best.half();
  }

  /**
   * Greatest M that the coefficients before the reference do not exclude: the largest change of
   * slope before, in size, plus 1.645 standard errors; with a single coefficient its standard
   * error. It is where R's HonestDiD ends its default values of M.
   */
  static @Nullable Double plausible(EventStudy study) {
    int before = study.beforeCount();
    if (before == 0) {
      return null;
    }
    if (before == 1) {
      return Math.sqrt(study.covariance()[0][0]);
    }
    EventStudy.FirstDifferences differences = study.differences();
    double most = Double.NEGATIVE_INFINITY;
    for (int r = 1; r < before; r++) {
      double bend = differences.change()[r] - differences.change()[r - 1];
      double variance =
          differences.covariance()[r][r]
              + differences.covariance()[r - 1][r - 1]
              - 2 * differences.covariance()[r][r - 1];
      most =
          Math.max(
              most, Math.abs(bend) + FoldedNormal.ONE_SIDED * Math.sqrt(Math.max(0, variance)));
    }
    return most;
  }
}
