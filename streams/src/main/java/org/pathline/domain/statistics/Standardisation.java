package org.pathline.domain.statistics;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Two means at one mix of strata, over the strata in which both groups are.
 *
 * <p>The standardised mean of a group is the sum over strata of weight times its mean, the gap the
 * first less the second, its standard error the root of the sum of weight² (variance1/n1 +
 * variance2/n2). Source: K. J. Rothman, S. Greenland and T. L. Lash, "Modern Epidemiology", third
 * edition, chapter 15 (direct standardisation).
 *
 * @param standardError of the gap, for independent observations
 * @param excluded names of strata that only one group is in, and which are therefore left out
 */
public record Standardisation(
    double mean1, double mean2, double gap, double standardError, List<String> excluded) {

  /** Whose mix of strata is taken. */
  public enum Mix {
    /** Of both groups together. */
    POOLED,
    FIRST,
    SECOND,
    /** Every stratum alike. */
    EQUAL
  }

  /** Gap at a mix; null where no stratum holds both groups. */
  public static @Nullable Standardisation at(Mix mix, List<Stratum> strata) {
    return at(
        stratum ->
            switch (mix) {
              case POOLED -> stratum.n1() + stratum.n2();
              case FIRST -> stratum.n1();
              case SECOND -> stratum.n2();
              case EQUAL -> 1;
            },
        strata);
  }

  /**
   * Gap at a mix of any other population; null where no stratum holds both groups.
   *
   * @param size how much of that population a stratum is, above 0, in any unit
   */
  public static @Nullable Standardisation at(ToDoubleFunction<Stratum> size, List<Stratum> strata) {
    List<Stratum> common = strata.stream().filter(Stratum::overlaps).toList();
    if (common.isEmpty()) {
      return null;
    }
    double total = common.stream().mapToDouble(size).sum();
    double mean1 = 0;
    double mean2 = 0;
    double variance = 0;
    for (Stratum each : common) {
      double weight = size.applyAsDouble(each) / total;
      mean1 += weight * each.mean1();
      mean2 += weight * each.mean2();
      variance += weight * weight * (each.variance1() / each.n1() + each.variance2() / each.n2());
    }
    List<String> excluded =
        strata.stream()
            .filter(each -> !each.overlaps() && each.n1() + each.n2() > 0)
            .map(Stratum::name)
            .toList();
    return new Standardisation(mean1, mean2, mean1 - mean2, Math.sqrt(variance), excluded);
  }

  /** Wald's interval of the gap, at 95 %. */
  public Interval interval() {
    double half = Wilson.Z * standardError;
    return new Interval(gap - half, gap + half);
  }
}
