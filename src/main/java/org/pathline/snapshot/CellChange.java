package org.pathline.snapshot;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;

/**
 * A cell that is not at one cut what it was at another.
 *
 * @param before sums of nothing where there was none
 * @param after sums of nothing where there is none any more
 */
public record CellChange(CellKey key, CellSums before, CellSums after) {
  /** Cells that differ, in order of their keys. */
  public static List<CellChange> between(List<Cell> before, List<Cell> after) {
    Map<String, Cell> one = byKey(before);
    Map<String, Cell> two = byKey(after);
    TreeSet<String> keys = new TreeSet<>(one.keySet());
    keys.addAll(two.keySet());
    List<CellChange> changes = new ArrayList<>();
    for (String key : keys) {
      CellSums was = one.containsKey(key) ? one.get(key).sums() : new CellSums();
      CellSums is = two.containsKey(key) ? two.get(key).sums() : new CellSums();
      if (!was.equals(is)) {
        changes.add(new CellChange(CellKey.parse(key), was, is));
      }
    }
    return changes;
  }

  private static Map<String, Cell> byKey(List<Cell> cells) {
    Map<String, Cell> byKey = new TreeMap<>();
    cells.forEach(cell -> byKey.put(cell.key().text(), cell));
    return byKey;
  }
}
