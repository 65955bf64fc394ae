package org.pathline.domain.effect.sensitivity;

import java.util.Arrays;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.EigenDecompositionSymmetric;
import org.hipparchus.linear.RealMatrix;
import org.pathline.domain.effect.Products;

/**
 * The critical value by draws: the 99.5 % quantile of the largest statistic.
 *
 * <p>{@link #published} draws what R's HonestDiD draws, so that numbers published with it come out
 * again. As those draws are few and not symmetric, {@link #mirrored} draws more, each with its
 * mirror image, so that an effect and its negative have equal critical values.
 */
final class DrawnFirstStage implements FirstStage {
  private static final int PUBLISHED = 1_000;
  private static final int MIRRORED = 10_000;

  private final int draws;
  private final boolean mirrored;
  private double[] normals = {};

  private DrawnFirstStage(int draws, boolean mirrored) {
    this.draws = draws;
    this.mirrored = mirrored;
  }

  /** 1,000 draws from R's generator with seed 0. */
  static FirstStage published() {
    return new DrawnFirstStage(PUBLISHED, false);
  }

  /** 10,000 draws with their mirror images. */
  static FirstStage mirrored() {
    return new DrawnFirstStage(MIRRORED, true);
  }

  @Override
  public double critical(Restriction restriction) {
    double[][] corners = restriction.corners();
    double[][] loadings = mirrored ? ofChanges(restriction) : ofRows(restriction, corners);
    int width = loadings[0].length;
    double[] stream = normals(width * draws);
    double[] largest = new double[mirrored ? 2 * draws : draws];
    Arrays.fill(largest, Double.NEGATIVE_INFINITY);
    for (int b = 0; b < draws; b++) {
      for (double[] loading : loadings) {
        double statistic = 0;
        for (int k = 0; k < width; k++) {
          statistic += stream[b * width + k] * loading[k];
        }
        largest[b] = Math.max(largest[b], statistic);
        if (mirrored) {
          largest[draws + b] = Math.max(largest[draws + b], -statistic);
        }
      }
    }
    return quantile(largest);
  }

  /** Loadings on draws of the inequalities, whose covariance has a symmetric root. */
  private static double[][] ofRows(Restriction restriction, double[][] corners) {
    RealMatrix root = root(restriction.covarianceOfRows());
    return Arrays.stream(corners).map(root::operate).toArray(double[][]::new);
  }

  /** Loadings on draws of the changes, which do not depend on the sign of the largest one. */
  private static double[][] ofChanges(Restriction restriction) {
    RealMatrix root = root(restriction.covarianceOfChanges());
    double[][] rows = restriction.rows();
    return Arrays.stream(restriction.corners())
        .map(
            corner -> {
              double[] sum = new double[rows[0].length];
              for (int i = 0; i < rows.length; i++) {
                for (int r = 0; r < sum.length; r++) {
                  sum[r] += corner[i] * rows[i][r];
                }
              }
              return root.operate(sum);
            })
        .toArray(double[][]::new);
  }

  private static RealMatrix root(double[][] covariance) {
    double scale = 0;
    for (int i = 0; i < covariance.length; i++) {
      scale = Math.max(scale, covariance[i][i]);
    }
    if (!(scale > 0)) {
      return new Array2DRowRealMatrix(covariance);
    }
    RealMatrix scaled = new Array2DRowRealMatrix(covariance).scalarMultiply(1 / scale);
    EigenDecompositionSymmetric eigen = new EigenDecompositionSymmetric(scaled);
    int count = covariance.length;
    double[][] root = new double[count][count];
    for (int k = 0; k < count; k++) {
      double value = Math.sqrt(scale * Math.max(0, eigen.getEigenvalue(k)));
      Products.addSquare(root, value, eigen.getEigenvector(k).toArray());
    }
    return new Array2DRowRealMatrix(root, false);
  }

  private synchronized double[] normals(int count) {
    if (normals.length < count) {
      normals = new NormalsOfR(0).next(count);
    }
    return normals;
  }

  /** Interpolated between the two nearest, as R does. */
  private static double quantile(double[] values) {
    Arrays.sort(values);
    double place = (values.length - 1) * (1 - Moments.FIRST_STAGE);
    int below = (int) place;
    int above = Math.min(values.length - 1, below + 1);
    return values[below] + (place - below) * (values[above] - values[below]);
  }
}
