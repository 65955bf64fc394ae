package org.pathline.bench;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Settings;

/**
 * How many cells are the same in a batch and in Pathline.
 *
 * @param cells of either
 * @param equal of these, those with the same members and the same numbers of all outcomes
 */
public record CellAgreement(int cells, int equal) {

  /** Holds a batch's cells beside those of Pathline under the default settings. */
  public static CellAgreement of(Map<CellKey, CellNumbers> batch, List<Cell> ofPathline) {
    Map<CellKey, CellNumbers> theirs = new HashMap<>();
    for (Cell cell : ofPathline) {
      CellKey key = cell.key();
      if (key.isAnchored()
          && key.settings().equals(Settings.DEFAULT)
          && key.subject() == Subject.MATHEMATICS) {
        theirs.put(key, CellNumbers.of(cell.sums()));
      }
    }
    int equal = 0;
    for (Map.Entry<CellKey, CellNumbers> each : batch.entrySet()) {
      equal += each.getValue().equals(theirs.get(each.getKey())) ? 1 : 0;
    }
    theirs.keySet().removeAll(batch.keySet());
    return new CellAgreement(batch.size() + theirs.size(), equal);
  }

  /** Whether nothing differs. */
  public boolean isWhole() {
    return cells > 0 && cells == equal;
  }
}
