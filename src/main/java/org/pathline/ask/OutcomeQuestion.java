package org.pathline.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

/**
 * Which outcomes, for which groups, of which students.
 *
 * @param outcomes outcomes, one row each per group
 * @param by dimensions to group by; none for one group of all
 * @param where values that a dimension must have one of
 */
public record OutcomeQuestion(
    List<Outcome> outcomes, List<Dimension> by, Map<Dimension, Set<String>> where) {

  /**
   * The answer.
   *
   * @param rows in order of the groups' values, then of the outcomes
   * @param unanchored students without an anchor under these settings, whatever was asked; in no
   *     row
   * @param elsewhere students who stand under other settings, so that the rows are incomplete
   */
  public record Answer(Settings settings, List<OutcomeRow> rows, long unanchored, long elsewhere) {}

  /** Sums the anchored cells of one kind of settings by group. */
  public Answer answer(SettingsChoice.Chosen chosen) {
    Map<List<String>, CellSums> groups = new TreeMap<>(order());
    if (by.isEmpty()) {
      groups.put(List.of(), new CellSums());
    }
    long unanchored = 0;
    for (Cell cell : chosen.cells()) {
      if (!cell.key().isAnchored()) {
        unanchored += cell.sums().members();
      } else if (matches(cell.key())) {
        List<String> group = by.stream().map(dimension -> dimension.of(cell.key())).toList();
        groups.computeIfAbsent(group, absent -> new CellSums()).add(cell.sums());
      }
    }
    return answer(chosen.settings(), groups, unanchored, chosen.elsewhere());
  }

  /**
   * Answer from sums that were grouped elsewhere.
   *
   * @param groups of the anchored cells that fit, by values of the dimensions
   */
  public Answer answer(
      Settings settings, Map<List<String>, CellSums> groups, long unanchored, long elsewhere) {
    Map<List<String>, CellSums> ordered = new TreeMap<>(order());
    ordered.putAll(groups);
    List<OutcomeRow> rows = new ArrayList<>();
    ordered.forEach(
        (group, sums) ->
            outcomes.forEach(outcome -> rows.add(OutcomeRow.of(group, outcome, sums))));
    return new Answer(settings, rows, unanchored, elsewhere);
  }

  private boolean matches(CellKey key) {
    return where.entrySet().stream().allMatch(e -> e.getValue().contains(e.getKey().of(key)));
  }

  private Comparator<List<String>> order() {
    return (one, two) -> {
      int order = 0;
      for (int i = 0; order == 0 && i < by.size(); i++) {
        order = by.get(i).order().compare(one.get(i), two.get(i));
      }
      return order;
    };
  }
}
