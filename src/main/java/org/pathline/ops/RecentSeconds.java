package org.pathline.ops;

import java.util.Arrays;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Quantiles of what was measured in the last minutes, at most so many of the latest samples.
 *
 * <p>Thread-safe.
 */
final class RecentSeconds {
  private static final int SAMPLES = 4_096;
  private static final long KEPT_MILLIS = 300_000;

  private final double[] seconds = new double[SAMPLES];
  private final long[] atMillis = new long[SAMPLES];
  private final LongSupplier clock;
  private int next;
  private int count;

  RecentSeconds(LongSupplier clock) {
    this.clock = clock;
  }

  synchronized void add(double value) {
    seconds[next] = value;
    atMillis[next] = clock.getAsLong();
    next = (next + 1) % SAMPLES;
    count = Math.min(SAMPLES, count + 1);
  }

  /**
   * Smallest value that at least the share of the samples does not exceed (nearest rank); null
   * without samples.
   *
   * @param share in (0, 1]
   */
  synchronized @Nullable Double quantile(double share) {
    long from = clock.getAsLong() - KEPT_MILLIS;
    double[] kept = new double[count];
    int n = 0;
    for (int i = 0; i < count; i++) {
      if (atMillis[i] >= from) {
        kept[n++] = seconds[i];
      }
    }
    if (n == 0) {
      return null;
    }
    Arrays.sort(kept, 0, n);
    return kept[Math.max(0, (int) Math.ceil(share * n) - 1)];
  }
}
