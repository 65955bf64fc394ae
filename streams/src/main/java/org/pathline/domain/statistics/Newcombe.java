package org.pathline.domain.statistics;

/**
 * Newcombe's interval for the difference of two independent proportions, at 95 %.
 *
 * <p>With p1 - p2 = d and Wilson's bounds l and u of each, the bounds are d - √((p1 - l1)² + (u2 -
 * p2)²) and d + √((u1 - p1)² + (p2 - l2)²). Source: R. G. Newcombe, "Interval estimation for the
 * difference between independent proportions", Statistics in Medicine 17 (1998), 873-890, method
 * 10.
 */
public final class Newcombe {
  private Newcombe() {}

  /**
   * Interval of the first proportion less the second.
   *
   * @param x1 attained of the first group, from 0 to n1
   * @param n1 observed of the first group, at least 1
   * @return bounds from -1 to 1
   * @throws IllegalArgumentException when the counts are no proportions
   */
  public static Interval difference(long x1, long n1, long x2, long n2) {
    Interval one = Wilson.interval(x1, n1);
    Interval two = Wilson.interval(x2, n2);
    return difference((double) x1 / n1, one, (double) x2 / n2, two);
  }

  /**
   * Interval of a difference of two independent estimates, each with its own interval (the square
   * and add method for any pair of intervals: G. Y. Zou and A. Donner, Statistics in Medicine 27
   * (2008), 1693-1702).
   */
  public static Interval difference(double first, Interval one, double second, Interval two) {
    double difference = first - second;
    return new Interval(
        difference - Math.hypot(first - one.low(), two.high() - second),
        difference + Math.hypot(one.high() - first, second - two.low()));
  }
}
