package org.pathline.ask;

import java.util.List;
import java.util.Set;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.topics.Unanswerable;

/**
 * The outcome cells of one kind of settings, with the policies that were in force.
 *
 * @param cells anchored and unanchored ones
 * @param elsewhere students who stand under other settings
 */
public record PolicyCells(
    Settings settings, List<Cell> cells, CellRegimes regimes, long elsewhere) {

  /**
   * Both as they stand.
   *
   * @param districts only these; empty for all
   * @throws Unanswerable when there are no cells, or none of these districts
   */
  public static PolicyCells of(Standing standing, SettingsChoice choice, Set<String> districts) {
    SettingsChoice.Chosen chosen = choice.choose(standing.cells());
    List<Cell> cells =
        chosen.cells().stream()
            .filter(cell -> districts.isEmpty() || districts.contains(cell.key().districtId()))
            .map(cell -> new Cell(cell.key(), cell.sums()))
            .toList();
    if (cells.isEmpty()) {
      throw new Unanswerable("there are no outcome cells of " + String.join(", ", districts));
    }
    return new PolicyCells(
        chosen.settings(), cells, new CellRegimes(standing.policies()), chosen.elsewhere());
  }
}
