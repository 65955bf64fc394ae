package org.pathline.domain.statistics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What of a gap comes from rates within strata, and what from the mix of strata.
 *
 * <p>rate = sum of (w1 + w2)/2 (m1 - m2), composition = sum of (w1 - w2) (m1 + m2)/2, with w the
 * groups' shares of a stratum and m their means; both add up to the gap over the strata that hold
 * both groups. Source: E. M. Kitagawa, "Components of a difference between two rates", Journal of
 * the American Statistical Association 50 (1955), 1168-1194.
 */
public record Kitagawa(double rate, double composition) {

  /** Split of a gap; null where no stratum holds both groups. */
  public static @Nullable Kitagawa of(List<Stratum> strata) {
    List<Stratum> common = strata.stream().filter(Stratum::overlaps).toList();
    if (common.isEmpty()) {
      return null;
    }
    double total1 = common.stream().mapToDouble(Stratum::n1).sum();
    double total2 = common.stream().mapToDouble(Stratum::n2).sum();
    double rate = 0;
    double composition = 0;
    for (Stratum each : common) {
      double share1 = each.n1() / total1;
      double share2 = each.n2() / total2;
      rate += (share1 + share2) / 2 * (each.mean1() - each.mean2());
      composition += (share1 - share2) * (each.mean1() + each.mean2()) / 2;
    }
    return new Kitagawa(rate, composition);
  }
}
