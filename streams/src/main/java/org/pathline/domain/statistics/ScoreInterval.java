package org.pathline.domain.statistics;

import java.util.function.DoubleUnaryOperator;

/**
 * Score intervals of Miettinen and Nurminen for the difference and the ratio of two independent
 * proportions, at 95 %.
 *
 * <p>A value is inside while the score statistic, with the proportions estimated under that value
 * and the variance times N/(N - 1), does not exceed z². Sources: O. Miettinen and M. Nurminen,
 * "Comparative analysis of two rates", Statistics in Medicine 4 (1985), 213-226, equations (8) and
 * (10) and appendices I and II.
 */
public final class ScoreInterval {
  private static final int HALVINGS = 200;
  private static final double Z_SQUARED = Wilson.Z * Wilson.Z;

  private ScoreInterval() {}

  /**
   * Interval of p1 - p2.
   *
   * @throws IllegalArgumentException when the counts are no proportions
   */
  public static Interval difference(long x1, long n1, long x2, long n2) {
    Wilson.check(x1, n1);
    Wilson.check(x2, n2);
    double estimate = (double) x1 / n1 - (double) x2 / n2;
    DoubleUnaryOperator excess =
        delta -> excess(estimate - delta, differenceVariance(x1, n1, x2, n2, delta), n1 + n2);
    return new Interval(bound(excess, estimate, -1), bound(excess, estimate, 1));
  }

  /**
   * Interval of p1 / p2; the upper bound is infinite where x2 is 0, and from 0 to infinity says
   * that nothing is known.
   *
   * @throws IllegalArgumentException when the counts are no proportions
   */
  public static Interval ratio(long x1, long n1, long x2, long n2) {
    Wilson.check(x1, n1);
    Wilson.check(x2, n2);
    double p1 = (double) x1 / n1;
    double p2 = (double) x2 / n2;
    // In terms of an angle, so that both ends of [0, infinity] are at hand.
    DoubleUnaryOperator excess =
        angle -> {
          double ratio = Math.tan(angle);
          return excess(p1 - ratio * p2, ratioVariance(x1, n1, x2, n2, ratio), n1 + n2);
        };
    double estimate = Math.atan2(p1, p2);
    double low = x1 == 0 ? 0 : Math.tan(bound(excess, estimate, 0));
    double high =
        x2 == 0 ? Double.POSITIVE_INFINITY : Math.tan(bound(excess, estimate, Math.PI / 2));
    return new Interval(low, high);
  }

  private static double excess(double distance, double variance, long all) {
    double corrected = variance * all / (all - 1.0);
    return distance * distance - Z_SQUARED * corrected;
  }

  /** Where the excess changes its sign between a value inside and an end, or the end itself. */
  private static double bound(DoubleUnaryOperator excess, double inside, double end) {
    if (excess.applyAsDouble(end) <= 0) {
      return end;
    }
    double in = inside;
    double out = end;
    for (int i = 0; i < HALVINGS; i++) {
      double middle = (in + out) / 2;
      if (excess.applyAsDouble(middle) > 0) {
        out = middle;
      } else {
        in = middle;
      }
    }
    return (in + out) / 2;
  }

  /** Variance of p1 - p2 with both estimated by maximum likelihood under p1 - p2 = delta. */
  private static double differenceVariance(long x1, long n1, long x2, long n2, double delta) {
    double all = n1 + n2;
    double l3 = all;
    double l2 = (n1 + 2.0 * n2) * delta - all - (x1 + x2);
    double l1 = (n2 * delta - all - 2.0 * x2) * delta + x1 + x2;
    double l0 = x2 * delta * (1 - delta);
    double third = l2 / (3 * l3);
    double q = third * third * third - l1 * l2 / (6 * l3 * l3) + l0 / (2 * l3);
    double p = Math.copySign(Math.sqrt(Math.max(0, third * third - l1 / (3 * l3))), q);
    double cosine = p == 0 ? 0 : Math.max(-1, Math.min(1, q / (p * p * p)));
    double angle = (Math.PI + Math.acos(cosine)) / 3;
    double second = clamp(2 * p * Math.cos(angle) - third);
    double first = clamp(second + delta);
    return first * (1 - first) / n1 + second * (1 - second) / n2;
  }

  /** Variance of p1 - ratio p2 with both estimated by maximum likelihood under p1 / p2 = ratio. */
  private static double ratioVariance(long x1, long n1, long x2, long n2, double ratio) {
    double a = (n1 + n2) * ratio;
    double b = -(n1 * ratio + x1 + n2 + x2 * ratio);
    double c = x1 + x2;
    double root = Math.sqrt(Math.max(0, b * b - 4 * a * c));
    // The smaller root, in the form that does not cancel, also right for a ratio of 0.
    double second = clamp(2 * c / (-b + root));
    double first = clamp(second * ratio);
    return first * (1 - first) / n1 + ratio * ratio * second * (1 - second) / n2;
  }

  private static double clamp(double proportion) {
    return Math.max(0, Math.min(1, proportion));
  }
}
