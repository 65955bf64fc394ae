package org.pathline.domain.effect.sensitivity;

import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.sensitivity.EventStudy.FirstDifferences;
import org.pathline.domain.statistics.Interval;

/**
 * An effect if drift changes by no more after the policy than M̄ times the largest change before
 * it.
 *
 * <p>Delta^RM(M̄): |delta_t+1 - delta_t| <= M̄ max over s before the reference of |delta_s+1 -
 * delta_s|. The interval is the union, over which change is the largest one and in what direction,
 * of values that a {@link Moments hybrid test} does not reject. Values are looked at on the grid of
 * R's HonestDiD, of 1,000 values from -20 to 20 standard errors, continued beyond both ends; of
 * more than 4,000 that the first stage leaves, where errors are small beside drift, only every
 * n-th. Source: Rambachan and Roth (2023), sections 2.4.1 and 3.
 */
final class RelativeMagnitudes {
  /** Largest breakdown value that is told; it stands for itself and for all larger ones. */
  static final double MOST = 10;

  private static final double STEPS = 999;
  private static final double HALF_RANGE = 20;
  private static final long MOST_VALUES = 4_000;
  private static final int THOUSANDTHS = 1_000;
  private static final int STRIDE = 100;

  private final FirstDifferences differences;
  private final double[] leverage;
  private final Restriction.Effect effect;
  private final int before;
  private final double step;
  private final FirstStage firstStage;

  RelativeMagnitudes(EventStudy study, double[] weights, FirstStage firstStage) {
    differences = study.differences();
    before = study.beforeCount();
    leverage = new double[weights.length];
    double sum = 0;
    for (int t = weights.length - 1; t >= 0; t--) {
      sum += weights[t];
      leverage[t] = sum;
    }
    effect = Restriction.Effect.of(differences, leverage);
    step = 2 * HALF_RANGE * study.standardError(weights) / STEPS;
    this.firstStage = firstStage;
  }

  /** Robust interval at 95 %; null where no value is left or nothing was measured before. */
  @Nullable Interval interval(double multiple) {
    long low = Long.MAX_VALUE;
    long high = Long.MIN_VALUE;
    for (int s = 0; s < before; s++) {
      for (int sign = 1; sign >= -1; sign -= 2) {
        Restriction restriction = new Restriction(differences, leverage, effect, s, sign, multiple);
        Moments moments = restriction.moments();
        double[] bounds = moments.notRejectedAtOnce(firstStage.bounds(moments)[1]);
        if (bounds == null || (place(bounds[0]) > low && place(bounds[1]) < high)) {
          continue;
        }
        double critical = firstStage.critical(restriction);
        bounds = moments.notRejectedAtOnce(critical);
        if (bounds != null) {
          long first = (long) Math.ceil(place(bounds[0]));
          long last = (long) Math.floor(place(bounds[1]));
          long stride = Math.max(1, (last - first) / MOST_VALUES);
          low = firstAccepted(moments, critical, first, Math.min(low, last + 1), stride, low);
          high = firstAccepted(moments, critical, last, Math.max(high, first - 1), -stride, high);
        }
      }
    }
    return low > high ? null : new Interval(value(low), value(high));
  }

  private long firstAccepted(
      Moments moments, double critical, long from, long end, long stride, long otherwise) {
    for (long k = from; stride > 0 ? k < end : k > end; k += stride) {
      if (!moments.rejects(value(k), critical)) {
        return k;
      }
    }
    return otherwise;
  }

  private double place(double value) {
    return value / step + STEPS / 2;
  }

  private double value(long k) {
    return step * (k - STEPS / 2);
  }

  /**
   * Largest M̄ up to which 0 stays outside the interval, to three decimals and at most {@link
   * #MOST}; 0 where it is inside anyhow, null where nothing was measured before.
   *
   * <p>A conditional test may reject at a multiple and not at a smaller one, so that multiples are
   * looked at from 0 on, in steps of a tenth, before the place is narrowed down.
   */
  @Nullable Double breakdown() {
    if (before == 0) {
      return null;
    }
    int breakdown = (int) (MOST * THOUSANDTHS);
    for (int s : byLargestChange()) {
      for (int sign = 1; sign >= -1; sign -= 2) {
        breakdown = breakdown(s, sign, breakdown);
      }
    }
    return breakdown / (double) THOUSANDTHS;
  }

  /** The largest change first, as it bounds most. */
  private int[] byLargestChange() {
    return IntStream.range(0, before)
        .boxed()
        .sorted(Comparator.comparingDouble(s -> -Math.abs(differences.change()[s])))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private int breakdown(int s, int sign, int most) {
    for (int low = -STRIDE; low < most; low += STRIDE) {
      int high = Math.min(low + STRIDE, most);
      if (!isRejected(s, sign, high)) {
        int rejected = Math.max(low, 0);
        int accepted = high;
        while (accepted - rejected > 1) {
          int middle = (rejected + accepted) / 2;
          if (isRejected(s, sign, middle)) {
            rejected = middle;
          } else {
            accepted = middle;
          }
        }
        return rejected;
      }
    }
    return most;
  }

  private boolean isRejected(int s, int sign, int thousandths) {
    Restriction restriction =
        new Restriction(differences, leverage, effect, s, sign, thousandths / (double) THOUSANDTHS);
    Moments moments = restriction.moments();
    double[] bounds = firstStage.bounds(moments);
    if (moments.rejects(0, bounds[1])) {
      return true;
    }
    return moments.rejects(0, bounds[0]) && moments.rejects(0, firstStage.critical(restriction));
  }
}
