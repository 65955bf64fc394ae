package org.pathline.domain.effect.sensitivity;

import java.util.stream.IntStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;

/** Event studies at random, and what a search without any theory finds in them. */
final class RandomStudies {
  private RandomStudies() {}

  /** A study whose effects are about three standard errors. */
  static EventStudy study(UniformRandomProvider random, int before, int after, boolean walk) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int count = before + after;
    double[][] root = new double[count][count + 3];
    for (double[] row : root) {
      for (int k = 0; k < row.length; k++) {
        row[k] = 0.05 * normal.sample() / Math.sqrt(row.length);
      }
    }
    double[][] covariance = new double[count][count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j < count; j++) {
        for (int k = 0; k < root[i].length; k++) {
          covariance[i][j] += root[i][k] * root[j][k];
        }
        covariance[i][j] += walk ? 0.001 * (1 + Math.min(i, j)) / count : 0;
      }
    }
    double[] coefficients = new double[count];
    for (int i = 0; i < count; i++) {
      coefficients[i] = 0.02 * normal.sample() + (i < before ? 0 : 0.15);
    }
    return new EventStudy(
        IntStream.range(-before - 1, -1).boxed().toList(),
        IntStream.range(0, after).boxed().toList(),
        coefficients,
        covariance);
  }

  /** Shortest half length among weightings found by random descent. */
  static double shortest(
      EventStudy study, double[] weights, double bend, UniformRandomProvider random) {
    ZigguratSampler.NormalizedGaussian normal = ZigguratSampler.NormalizedGaussian.of(random);
    int before = study.beforeCount();
    double[] partial = new double[before];
    for (int s = 1; s <= weights.length; s++) {
      partial[before - 1] += s * weights[s - 1];
    }
    double best = half(study, weights, partial, bend);
    double scale = 1;
    for (int i = 0; i < 20_000; i++) {
      double[] tried = partial.clone();
      for (int k = 0; k < before - 1; k++) {
        tried[k] += random.nextInt(3) == 0 ? scale * normal.sample() : 0;
        tried[k] = random.nextInt(20) == 0 ? 0 : tried[k];
      }
      double half = half(study, weights, tried, bend);
      if (half < best) {
        best = half;
        partial = tried;
        scale = Math.min(1, scale * 2);
      } else {
        scale = Math.max(1e-7, scale * 0.98);
      }
    }
    return best;
  }

  /** Half length of the interval of one weighting: its bias is found drift by drift. */
  private static double half(EventStudy study, double[] weights, double[] partial, double bend) {
    int before = study.beforeCount();
    double[] all = new double[before + weights.length];
    double lastSum = 0;
    double lastStep = 0;
    for (int k = 0; k < before; k++) {
      double step = partial[k] - lastSum;
      all[k] = step - lastStep;
      lastSum = partial[k];
      lastStep = step;
    }
    System.arraycopy(weights, 0, all, before, weights.length);
    double bias = 0;
    // Bending down at one time only: the drift is 0 at the reference and before it flat or rising.
    for (int bent = -before + 1; bent < weights.length; bent++) {
      double sum = 0;
      for (int i = 0; i < all.length; i++) {
        int time = i < before ? i - before : i - before + 1;
        double hinge = bent >= 0 ? Math.max(0, time - bent) : Math.max(0, bent - time);
        sum += all[i] * hinge;
      }
      bias += Math.abs(sum);
    }
    double variance = 0;
    for (int i = 0; i < all.length; i++) {
      for (int j = 0; j < all.length; j++) {
        variance += all[i] * study.covariance()[i][j] * all[j];
      }
    }
    double error = Math.sqrt(variance);
    return error * FoldedNormal.quantile(bend * bias / error);
  }
}
