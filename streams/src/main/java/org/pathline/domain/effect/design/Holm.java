package org.pathline.domain.effect.design;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Holm's adjustment of the p values of a family of tests that was declared beforehand.
 *
 * <p>Source: S. Holm, "A simple sequentially rejective multiple test procedure", Scandinavian
 * Journal of Statistics 6 (1979), 65-70.
 */
public final class Holm {
  private Holm() {}

  /** Adjusted p values, in the order given; the family's level holds for all of them together. */
  public static double[] adjust(double[] p) {
    List<Integer> ascending =
        IntStream.range(0, p.length).boxed().sorted(Comparator.comparingDouble(i -> p[i])).toList();
    double[] adjusted = new double[p.length];
    double greatest = 0;
    for (int rank = 0; rank < p.length; rank++) {
      int i = ascending.get(rank);
      greatest = Math.max(greatest, Math.min(1, p[i] * (p.length - rank)));
      adjusted[i] = greatest;
    }
    return adjusted;
  }
}
