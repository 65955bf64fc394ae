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
  private final Map<String, S> sums = new LinkedHashMap<>();

  /** The sums; may be added to. */
  public Map<String, S> byKey() {
    return sums;
  }

  /** Hands each to the action and forgets them. */
  public void drain(BiConsumer<String, S> action) {
    if (!sums.isEmpty()) {
      sums.forEach(action);
      sums.clear();
    }
  }
}
