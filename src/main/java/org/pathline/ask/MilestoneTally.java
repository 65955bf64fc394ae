package org.pathline.ask;

import java.util.LinkedHashMap;
import java.util.Map;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Settings;

/**
 * How many students hold each milestone now, anchored or not.
 *
 * @param students by milestone in their order, then the unanchored
 * @param elsewhere students who stand under other settings, so that the tally is incomplete
 */
public record MilestoneTally(Settings settings, Map<String, Long> students, long elsewhere) {
  /** Row of the students without an anchor. */
  public static final String UNANCHORED = "UNANCHORED";

  /** Sums the cells of one kind of settings. */
  public static MilestoneTally of(SettingsChoice.Chosen chosen) {
    Map<String, Long> students = new LinkedHashMap<>();
    for (Milestone milestone : Milestone.values()) {
      students.put(
          milestone.name(),
          chosen.cells().stream().mapToLong(cell -> cell.sums().students(milestone)).sum());
    }
    students.put(
        UNANCHORED,
        chosen.cells().stream()
            .filter(cell -> !cell.key().isAnchored())
            .mapToLong(cell -> cell.sums().members())
            .sum());
    return new MilestoneTally(chosen.settings(), students, chosen.elsewhere());
  }
}
