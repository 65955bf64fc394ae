package org.pathline.domain.effect.dose;

import java.util.Arrays;

/**
 * B-splines of one degree over an interval, without the first one, for which a constant stands.
 *
 * <p>B_i,0 is 1 between the knots i and i + 1, and B_i,k(x) = (x - t_i) / (t_i+k - t_i) B_i,k-1(x)
 * + (t_i+k+1 - x) / (t_i+k+1 - t_i+1) B_i+1,k-1(x). Outside of the interval they go on as the
 * polynomials of its ends. Source: C. de Boor, "A practical guide to splines" (1978), chapters IX
 * and X.
 */
public final class BSpline {
  private final int degree;
  private final double[] knots;

  /**
   * Splines between two ends.
   *
   * @param degree 1 for lines, 3 for cubics
   * @param inner knots strictly between the ends, ascending
   */
  public BSpline(int degree, double low, double high, double... inner) {
    this.degree = degree;
    knots = new double[inner.length + 2 * (degree + 1)];
    Arrays.fill(knots, 0, degree + 1, low);
    System.arraycopy(inner, 0, knots, degree + 1, inner.length);
    Arrays.fill(knots, degree + 1 + inner.length, knots.length, high);
  }

  /** How many functions there are. */
  public int width() {
    return knots.length - degree - 2;
  }

  /** Value of each function. */
  public double[] at(double x) {
    double[] all = basis(x, degree);
    return Arrays.copyOfRange(all, 1, all.length);
  }

  /** Derivative of each function. */
  public double[] derivativeAt(double x) {
    double[] lower = basis(x, degree - 1);
    double[] derivative = new double[width()];
    for (int i = 1; i <= width(); i++) {
      derivative[i - 1] =
          degree
              * (over(lower[i], knots[i + degree] - knots[i])
                  - (i + 1 < lower.length
                      ? over(lower[i + 1], knots[i + degree + 1] - knots[i + 1])
                      : 0));
    }
    return derivative;
  }

  private static double over(double value, double span) {
    return span > 0 ? value / span : 0;
  }

  /** All functions of a degree over these knots. */
  private double[] basis(double x, int of) {
    int first = degree;
    int last = knots.length - degree - 2;
    int span = first;
    while (span < last && x >= knots[span + 1]) {
      span++;
    }
    double[] basis = new double[knots.length - 1];
    basis[span] = 1;
    for (int k = 1; k <= of; k++) {
      for (int i = 0; i + k < basis.length; i++) {
        basis[i] =
            (x - knots[i]) * over(basis[i], knots[i + k] - knots[i])
                + (knots[i + k + 1] - x) * over(basis[i + 1], knots[i + k + 1] - knots[i + 1]);
      }
    }
    return Arrays.copyOf(basis, knots.length - of - 1);
  }
}
