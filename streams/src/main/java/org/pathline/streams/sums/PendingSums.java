package org.pathline.streams.sums;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.pathline.streams.ingest.IngestSpan;

/**
 * Sums by key that were touched since the last commit, in order of the first touch, and when what
 * touched them came in.
 *
 * @param <S> the sums
 */
public final class PendingSums<S> {
  /**
   * Memory that the sums of a task take at most, give or take what one record adds. What a backlog
   * does to one sum is written once where it fits; two dozen tasks share the heap.
   */
  static final long MOST_BYTES =
      Math.max(24L << 20, Math.min(Runtime.getRuntime().maxMemory() / 96, 64L << 20));

  private final Map<String, S> sums = new LinkedHashMap<>();
  private final IngestSpan span = new IngestSpan();
  private long bytes;

  /** The sums; may be added to. */
  public Map<String, S> byKey() {
    return sums;
  }

  /** When what is pending came in. */
  public IngestSpan span() {
    return span;
  }

  /** Notes by how many bytes of memory the sums have grown, by estimate. */
  public void grew(long by) {
    bytes += by;
  }

  /** Whether there are as many sums as may be, or they take as much memory as they may. */
  public boolean isFull(int most) {
    return sums.size() >= most || bytes >= MOST_BYTES;
  }

  /** Hands over those that have something in common, one after the other, and forgets them. */
  public void drainTogether(
      UnaryOperator<String> together, BiConsumer<String, SortedMap<String, S>> action) {
    Map<String, SortedMap<String, S>> groups = new LinkedHashMap<>();
    sums.forEach(
        (key, each) ->
            groups.computeIfAbsent(together.apply(key), absent -> new TreeMap<>()).put(key, each));
    groups.forEach(action);
    drain((key, done) -> {});
  }

  /** Hands each to the action and forgets them. */
  public void drain(BiConsumer<String, S> action) {
    if (!sums.isEmpty()) {
      sums.forEach(action);
      sums.clear();
    }
    bytes = 0;
    span.clear();
  }
}
