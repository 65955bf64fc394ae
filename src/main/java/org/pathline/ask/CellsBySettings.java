package org.pathline.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.policy.CellRegimes;
import org.pathline.topics.Unanswerable;

/**
 * The outcome cells of all settings that are derived, each by itself, with the policies in force.
 *
 * @param cells by settings, in order of anchor grade and STEM list
 */
public record CellsBySettings(SortedMap<Settings, List<Cell>> cells, CellRegimes regimes) {
  private static final Comparator<Settings> ORDER =
      Comparator.comparingInt(Settings::anchorGrade).thenComparing(Settings::stemList);

  /**
   * Both as they stand.
   *
   * @param districts only these; empty for all
   * @throws Unanswerable when there are no cells, or none of these districts
   */
  public static CellsBySettings of(Standing standing, Set<String> districts) {
    SortedMap<Settings, List<Cell>> cells = new TreeMap<>(ORDER);
    for (Cell cell : standing.cells()) {
      if (districts.isEmpty() || districts.contains(cell.key().districtId())) {
        cells.computeIfAbsent(cell.key().settings(), absent -> new ArrayList<>()).add(cell);
      }
    }
    if (cells.isEmpty()) {
      throw new Unanswerable("there are no outcome cells of " + String.join(", ", districts));
    }
    return new CellsBySettings(cells, new CellRegimes(standing.policies()));
  }

  /** Policies in force for the anchor grade of each settings. */
  public Map<Settings, RegimeAt> regimesOf(Subject subject) {
    SortedMap<Settings, RegimeAt> all = new TreeMap<>(ORDER);
    for (Settings settings : cells.keySet()) {
      all.put(settings, regimes.at(subject, settings.anchorGrade()));
    }
    return all;
  }
}
