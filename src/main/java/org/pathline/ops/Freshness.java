package org.pathline.ops;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * From publishing to the result that can be read, by topology; and when a canary was last seen.
 *
 * <p>An age is that of the oldest new fact in a result, between the publisher's clock and the one
 * here. Thread-safe.
 */
public final class Freshness {
  /**
   * What is known of one topology; null where nothing was measured in the last five minutes.
   *
   * @param median seconds that half of the results took at most
   * @param p99 seconds that 99 of 100 results took at most
   * @param canarySeconds what the canary seen last took
   * @param canaryAgeSeconds since when none was seen, at first since the first was sent; null where
   *     none is sent
   */
  public record Measured(
      @Nullable Double median,
      @Nullable Double p99,
      @Nullable Double canarySeconds,
      @Nullable Double canaryAgeSeconds) {}

  private static final double MEDIAN = 0.5;
  private static final double P99 = 0.99;

  private record Canary(double seconds, long atMillis) {}

  private final LongSupplier clock;
  private final Map<String, RecentSeconds> ages = new TreeMap<>();
  private final Map<String, Canary> canaries = new ConcurrentHashMap<>();
  private volatile @Nullable Long firstCanaryMillis;

  Freshness(Collection<String> topologies, LongSupplier clock) {
    this.clock = clock;
    topologies.forEach(topology -> ages.put(topology, new RecentSeconds(clock)));
  }

  /** Notes a result that is seen now. */
  void result(String topology, long publishedMillis) {
    recent(topology).add(secondsSince(publishedMillis));
  }

  private RecentSeconds recent(String topology) {
    return Objects.requireNonNull(ages.get(topology));
  }

  /** Notes a canary that is seen now. */
  void canary(String topology, long publishedMillis) {
    canaries.put(topology, new Canary(secondsSince(publishedMillis), clock.getAsLong()));
  }

  /** Notes that a canary was sent. */
  public void canarySent() {
    if (firstCanaryMillis == null) {
      firstCanaryMillis = clock.getAsLong();
    }
  }

  private double secondsSince(long millis) {
    return Math.max(0, clock.getAsLong() - millis) / 1000.0;
  }

  /** Topologies in order of their names. */
  public Collection<String> topologies() {
    return ages.keySet();
  }

  /** What is known of a topology. */
  public Measured of(String topology) {
    Canary last = canaries.get(topology);
    Long first = firstCanaryMillis;
    Double age = null;
    if (last != null) {
      age = secondsSince(last.atMillis());
    } else if (first != null) {
      age = secondsSince(first);
    }
    RecentSeconds recent = recent(topology);
    return new Measured(
        recent.quantile(MEDIAN), recent.quantile(P99), last == null ? null : last.seconds(), age);
  }
}
