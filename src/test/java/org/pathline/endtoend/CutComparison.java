package org.pathline.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Compares the cells that a reader holds with those that a computation gives for the offsets that
 * they name, read by read.
 *
 * <p>Only cells that either side has touched since the read before are looked at, since the others
 * are what they were; {@link #requireSound} looks at all. Not thread-safe.
 */
final class CutComparison {
  private final FollowedCells cells;
  private final BatchAtOffsets batch;
  private final Map<String, Set<String>> differing = new HashMap<>();
  private long districts;
  private long compared;

  CutComparison(FollowedCells cells, BatchAtOffsets batch) {
    this.cells = cells;
    this.batch = batch;
  }

  /**
   * Whether every district is what it should be.
   *
   * @param changed keys of cells of which something was read, by district
   */
  boolean isCut(Map<String, Set<String>> changed) {
    Set<String> suspects = new HashSet<>(changed.keySet());
    suspects.addAll(differing.keySet());
    for (String district : suspects) {
      Set<String> keys = batch.goOn(district, cells.positions(district));
      keys.addAll(changed.getOrDefault(district, Set.of()));
      keys.addAll(differing.getOrDefault(district, Set.of()));
      districts++;
      compared += keys.size();
      keys.removeIf(
          key -> Objects.equals(batch.cells(district).get(key), cells.cell(district, key)));
      if (keys.isEmpty()) {
        differing.remove(district);
      } else {
        differing.put(district, keys);
      }
    }
    return differing.isEmpty();
  }

  /** Requires that all cells, one by one, say of each district what the touched ones said. */
  void requireSound() {
    for (String district : cells.districts()) {
      assertThat(batch.cells(district).equals(cells.cells(district)))
          .as("all cells of %s are equal", district)
          .isEqualTo(!differing.containsKey(district));
    }
  }

  @Override
  public String toString() {
    return String.format("%,d districts and %,d cells compared", districts, compared);
  }
}
