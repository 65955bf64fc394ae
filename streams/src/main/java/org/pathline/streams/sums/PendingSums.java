package org.pathline.streams.sums;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.streams.ingest.OldestIngest;

/**
 * Sums by key that were touched since the last commit, in order of the first touch, and when what
 * touched them came in.
 *
 * @param <S> the sums
 */
public final class PendingSums<S> {
  /** Memory that the sums take at most, give or take what one record adds. */
  static final long MOST_BYTES = 24 << 20;

  private final Map<String, S> sums = new LinkedHashMap<>();
  private final OldestIngest oldestIngest = new OldestIngest();
  private long latestIngest;
  private long bytes;

  /** The sums; may be added to. */
  public Map<String, S> byKey() {
    return sums;
  }

  /** Notes a record that touches sums. */
  public void received(Record<?, ?> record) {
    received(record.timestamp());
    oldestIngest.received(record.headers());
  }

  /** Notes an ingest time. */
  public void received(long ingestTime) {
    latestIngest = Math.max(latestIngest, ingestTime);
  }

  /** The latest ingest time: the time of what goes out. */
  public long latestIngest() {
    return latestIngest;
  }

  /** Headers of what goes out. */
  public Headers headers() {
    return oldestIngest.headers();
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
    oldestIngest.clear();
  }
}
