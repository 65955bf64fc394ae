package org.pathline.streams.outcomes;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import org.pathline.domain.outcome.CellSums;

/** Sums by cell key that were touched since the last commit, in order of the first touch. */
final class PendingSums {
  private final Map<String, CellSums> cells = new LinkedHashMap<>();

  Map<String, CellSums> cells() {
    return cells;
  }

  /** Hands each to the action and forgets them. */
  void drain(BiConsumer<String, CellSums> action) {
    if (!cells.isEmpty()) {
      cells.forEach(action);
      cells.clear();
    }
  }
}
