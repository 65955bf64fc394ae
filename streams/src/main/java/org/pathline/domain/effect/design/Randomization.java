package org.pathline.domain.effect.design;

import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.sampling.PermutationSampler;
import org.apache.commons.rng.simple.RandomSource;
import org.hipparchus.util.CombinatoricsUtils;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.Summand;
import org.pathline.domain.effect.design.PermutedImputation.Statistic;
import org.pathline.domain.statistics.Interval;

/**
 * Randomization inference: how often an effect as large comes about when chance picks the adopters.
 *
 * <p>The adoptions are dealt out anew among the units, and the imputation estimator's overall
 * effect is taken each time; p = (1 + deals with an effect as large in size) / (1 + deals). The
 * interval holds the constant effects tau that the same test does not reject once tau is taken from
 * the treated cells; as the estimator is linear, that needs no new deals. Source: R. A. Fisher,
 * "The design of experiments" (1935), chapter II; G. W. Imbens and D. B. Rubin, "Causal inference
 * for statistics, social, and biomedical sciences" (2015), chapter 5.
 *
 * @param effect statistic of the real assignment
 * @param p two-sided
 * @param interval at 95 %; null where the deals are too few to bound it
 * @param draws deals that could be estimated
 * @param seed of the deals
 * @param dealt what the adoptions were dealt among
 */
public record Randomization(
    double effect, double p, @Nullable Interval interval, int draws, long seed, Among dealt) {
  private static final double LEVEL = 0.05;
  private static final int FAILURES_PER_DRAW = 10;

  /** What adoptions are dealt among. */
  public enum Among {
    /** All units. */
    UNITS,
    /** Units of the same district, so that every district keeps its adoptions. */
    UNITS_OF_A_DISTRICT,
    /** Districts, each as a whole, because each adopts as a whole. */
    DISTRICTS
  }

  /**
   * Inference on a sum of effects; null where too few deals can be estimated.
   *
   * @param parts panels of the same units, for one outcome of some students a single one
   * @param districts of each unit, by its index; units of one adoption throughout are dealt as a
   *     whole
   * @param draws B, at least 1
   */
  public static @Nullable Randomization of(
      List<Summand> parts, List<String> districts, int anticipation, int draws, long seed) {
    List<PanelUnit> units = parts.get(0).panel().units();
    int[] adopted = units.stream().mapToInt(PanelUnit::adopted).toArray();
    List<PermutedImputation> estimators =
        parts.stream().map(part -> new PermutedImputation(part.panel(), anticipation)).toList();
    Statistic real = statistic(parts, estimators, adopted);
    if (real == null) {
      return null;
    }
    Deal deal = Deal.of(adopted, districts, draws);
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    double[] low = new double[draws];
    double[] high = new double[draws];
    int asLarge = 0;
    int done = 0;
    for (int tries = 0; done < draws && tries < draws * FAILURES_PER_DRAW; tries++) {
      Statistic each = statistic(parts, estimators, deal.next(random));
      if (each != null) {
        asLarge += Math.abs(each.outcome()) >= Math.abs(real.outcome()) ? 1 : 0;
        Interval notRejected = notRejected(real.outcome(), each);
        low[done] = notRejected.low();
        high[done] = notRejected.high();
        done++;
      }
    }
    if (done < draws) {
      return null;
    }
    return new Randomization(
        real.outcome(),
        (1.0 + asLarge) / (1 + draws),
        interval(low, high),
        draws,
        seed,
        deal.among());
  }

  private static @Nullable Statistic statistic(
      List<Summand> parts, List<PermutedImputation> estimators, int[] adopted) {
    double outcome = 0;
    double policy = 0;
    for (int i = 0; i < parts.size(); i++) {
      Statistic each = estimators.get(i).statistic(adopted);
      if (each == null) {
        return null;
      }
      outcome += parts.get(i).factor() * each.outcome();
      // A constant effect on a difference is one on its first part.
      policy = i == 0 ? each.policy() : policy;
    }
    return new Statistic(outcome, policy);
  }

  /**
   * Constant effects tau around the real estimate for which a deal's statistic is as large: those
   * with |outcome - tau policy| at least |real - tau|.
   */
  private static Interval notRejected(double real, Statistic deal) {
    double a = deal.policy() < 1 ? (deal.outcome() - real) / (deal.policy() - 1) : Double.NaN;
    double b = deal.policy() > -1 ? (deal.outcome() + real) / (deal.policy() + 1) : Double.NaN;
    if (Double.isNaN(a) || Double.isNaN(b)) {
      // The deal moves with the real policy at least as much as the real estimate does.
      return new Interval(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);
    }
    return new Interval(Math.min(a, b), Math.max(a, b));
  }

  private static @Nullable Interval interval(double[] low, double[] high) {
    int rejecting = (int) Math.floor(LEVEL * (low.length + 1) + 1e-9);
    if (rejecting < 1) {
      return null;
    }
    double[] lows = low.clone();
    double[] highs = high.clone();
    Arrays.sort(lows);
    Arrays.sort(highs);
    Interval interval = new Interval(lows[rejecting - 1], highs[highs.length - rejecting]);
    return Double.isInfinite(interval.low()) || Double.isInfinite(interval.high())
        ? null
        : interval;
  }

  /** Deals adoptions out. */
  private record Deal(Among among, int[][] strata, int[][] members, int[] adopted) {

    static Deal of(int[] adopted, List<String> districts, int draws) {
      SortedMap<String, int[]> byDistrict = new TreeMap<>();
      for (int s = 0; s < adopted.length; s++) {
        int unit = s;
        byDistrict.merge(
            districts.get(s),
            new int[] {unit},
            (all, one) -> {
              int[] longer = Arrays.copyOf(all, all.length + 1);
              longer[all.length] = unit;
              return longer;
            });
      }
      int[][] groups = byDistrict.values().toArray(new int[0][]);
      boolean wholeDistricts = groups.length < adopted.length;
      for (int[] group : groups) {
        for (int s : group) {
          wholeDistricts &= adopted[s] == adopted[group[0]];
        }
      }
      int[][] single = new int[adopted.length][];
      Arrays.setAll(single, s -> new int[] {s});
      int[] all = new int[wholeDistricts ? groups.length : adopted.length];
      Arrays.setAll(all, i -> i);
      if (wholeDistricts) {
        return new Deal(Among.DISTRICTS, new int[][] {all}, groups, adopted);
      }
      double logDeals = 0;
      for (int[] group : groups) {
        logDeals += logDeals(adopted, group);
      }
      return groups.length > 1 && logDeals >= Math.log(draws + 1)
          ? new Deal(Among.UNITS_OF_A_DISTRICT, groups, single, adopted)
          : new Deal(Among.UNITS, new int[][] {all}, single, adopted);
    }

    /** Natural logarithm of the number of different deals within a group. */
    private static double logDeals(int[] adopted, int[] group) {
      SortedMap<Integer, Integer> counts = new TreeMap<>();
      for (int s : group) {
        counts.merge(adopted[s], 1, Integer::sum);
      }
      double log = CombinatoricsUtils.factorialLog(group.length);
      for (int count : counts.values()) {
        log -= CombinatoricsUtils.factorialLog(count);
      }
      return log;
    }

    int[] next(UniformRandomProvider random) {
      int[] dealt = new int[adopted.length];
      for (int[] stratum : strata) {
        int[] from = stratum.clone();
        PermutationSampler.shuffle(random, from);
        for (int i = 0; i < stratum.length; i++) {
          int label = adopted[members[from[i]][0]];
          for (int s : members[stratum[i]]) {
            dealt[s] = label;
          }
        }
      }
      return dealt;
    }
  }
}
