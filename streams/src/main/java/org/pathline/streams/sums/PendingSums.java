package org.pathline.streams.sums;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * Sums by key that were touched since the last commit, in order of the first touch.
 *
 * @param <S> the sums
 */
public final class PendingSums<S> {
  /** Memory that the sums take at most, give or take what one record adds. */
  static final long MOST_BYTES = 24 << 20;

  private final Map<String, S> sums = new LinkedHashMap<>();
  private long bytes;

  /** The sums; may be added to. */
  public Map<String, S> byKey() {
    return sums;
  }

  /** Notes by how many bytes of memory the sums have grown, by estimate. */
  public void grew(long by) {
    bytes += by;
  }

  /** Whether there are as many sums as may be, or they take as much memory as they may. */
  public boolean isFull(int most) {
    return sums.size() >= most || bytes >= MOST_BYTES;
  }

  /** Hands each to the action and forgets them. */
  public void drain(BiConsumer<String, S> action) {
    if (!sums.isEmpty()) {
      sums.forEach(action);
      sums.clear();
    }
    bytes = 0;
  }
}
