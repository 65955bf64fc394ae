package org.pathline.domain.statistics;

/**
 * Two groups within one stratum.
 *
 * @param n1 observations of the first group
 * @param mean1 their mean; not read where n1 is 0
 * @param variance1 variance of one observation of the first group; p (1 - p) for a proportion
 * @param n2 observations of the second group
 */
public record Stratum(
    String name, long n1, double mean1, double variance1, long n2, double mean2, double variance2) {

  /** Stratum of two proportions. */
  public static Stratum ofProportions(String name, long x1, long n1, long x2, long n2) {
    double p1 = n1 == 0 ? 0 : (double) x1 / n1;
    double p2 = n2 == 0 ? 0 : (double) x2 / n2;
    return new Stratum(name, n1, p1, p1 * (1 - p1), n2, p2, p2 * (1 - p2));
  }

  /** Whether both groups are there, so that they can be compared. */
  public boolean overlaps() {
    return n1 > 0 && n2 > 0;
  }
}
