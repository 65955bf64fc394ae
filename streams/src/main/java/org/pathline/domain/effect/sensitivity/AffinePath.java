package org.pathline.domain.effect.sensitivity;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.hipparchus.linear.ArrayRealVector;
import org.pathline.domain.effect.PositiveDefinite;

/**
 * All weightings of the coefficients before the reference that trade bias for variance best.
 *
 * <p>With x the free partial sums of the weights, bias is a constant plus the sum of |x|, and
 * variance x'Qx + 2 r'x + a constant. The least bias for every variance is a path that is linear in
 * its parameter between corners, at which an x leaves 0 or comes back to it: that of the lasso.
 * Source: M. R. Osborne, B. Presnell and B. A. Turlach, "A new approach to variable selection in
 * least squares problems", IMA Journal of Numerical Analysis 20 (2000), 389-403.
 */
final class AffinePath {
  private static final double POSITIVITY = 1e-13;
  private static final double RIDGE = 1e-10;
  private static final double SAME = 1e-10;
  private static final int MOST_CORNERS = 400;

  private final double[][] quadratic;
  private final double[] linear;
  private final List<double[]> corners = new ArrayList<>();

  /**
   * Path for a variance.
   *
   * @param quadratic Q, symmetric
   * @param linear r
   */
  AffinePath(double[][] quadratic, double[] linear) {
    this.quadratic = quadratic;
    this.linear = linear;
    follow();
  }

  /** Corners from x = 0, the least bias, to the least variance. */
  List<double[]> corners() {
    return corners;
  }

  private void follow() {
    int count = linear.length;
    double[] x = new double[count];
    corners.add(x);
    int[] sign = new int[count];
    double[] gradient = linear.clone();
    double penalty = new ArrayRealVector(gradient, false).getLInfNorm();
    double start = penalty;
    for (int k = 0; k < count && start > 0; k++) {
      if (Math.abs(gradient[k]) >= start * (1 - SAME)) {
        sign[k] = gradient[k] > 0 ? -1 : 1;
      }
    }
    int left = -1;
    for (int step = 0; step < MOST_CORNERS && penalty > SAME * start; step++) {
      double[] direction = direction(sign);
      // As the penalty falls by h, x moves by h direction and the gradient by h Q direction.
      double[] turn = new double[count];
      for (int k = 0; k < count; k++) {
        for (int j = 0; j < count; j++) {
          turn[k] += quadratic[k][j] * direction[j];
        }
      }
      double most = penalty;
      int event = -1;
      for (int k = 0; k < count; k++) {
        double far = Double.POSITIVE_INFINITY;
        if (sign[k] != 0) {
          if (x[k] * sign[k] > 0 && direction[k] * sign[k] < 0) {
            far = -x[k] / direction[k];
          }
        } else {
          for (int side = -1; side <= 1; side += 2) {
            // |gradient| meets the falling penalty: side gradient + h side turn = penalty - h.
            double speed = 1 + side * turn[k];
            double gap = penalty - side * gradient[k];
            if (speed > SAME && !(k == left && gap < SAME * start)) {
              far = Math.min(far, Math.max(0, gap / speed));
            }
          }
        }
        if (far < most) {
          most = far;
          event = k;
        }
      }
      double[] next = x.clone();
      for (int k = 0; k < count; k++) {
        next[k] += most * direction[k];
        gradient[k] += most * turn[k];
      }
      penalty -= most;
      left = -1;
      if (event >= 0) {
        if (sign[event] != 0) {
          next[event] = 0;
          sign[event] = 0;
          left = event;
        } else {
          sign[event] = gradient[event] > 0 ? -1 : 1;
        }
      }
      x = next;
      corners.add(x);
    }
  }

  /** By how much x moves as the penalty falls: -Q_AA^-1 s_A times -1, 0 outside the active ones. */
  private double[] direction(int[] sign) {
    int[] active = IntStream.range(0, sign.length).filter(k -> sign[k] != 0).toArray();
    double[] direction = new double[sign.length];
    if (active.length == 0) {
      return direction;
    }
    double[][] matrix = new double[active.length][active.length];
    double[] right = new double[active.length];
    for (int i = 0; i < active.length; i++) {
      right[i] = sign[active[i]];
      for (int j = 0; j < active.length; j++) {
        matrix[i][j] = quadratic[active[i]][active[j]];
      }
    }
    double[] solution = solution(matrix, right);
    for (int i = 0; i < active.length; i++) {
      direction[active[i]] = solution[i];
    }
    return direction;
  }

  private static double[] solution(double[][] matrix, double[] right) {
    double scale = PositiveDefinite.scale(matrix);
    double[] solution = PositiveDefinite.solve(matrix, POSITIVITY * scale, right);
    if (solution != null) {
      return solution;
    }
    // Coefficients that move as one: any of the weightings that do the same will do.
    for (int i = 0; i < matrix.length; i++) {
      matrix[i][i] += RIDGE * scale;
    }
    return Objects.requireNonNull(PositiveDefinite.solve(matrix, 0, right));
  }
}
