package org.pathline.domain.effect.cell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

/**
 * Cells of one kind of settings and one subject by district; studies of all outcomes share them.
 * Not changed once made.
 */
public final class SchoolCells {
  private final Settings settings;
  private final Subject subject;
  private final List<DistrictCells> districts;
  private final SortedMap<String, SortedMap<Integer, CellSums>> cohorts = new TreeMap<>();

  /**
   * Cells of districts.
   *
   * @param districts by their ids
   */
  public SchoolCells(
      Settings settings, Subject subject, SortedMap<String, DistrictCells> districts) {
    this.settings = settings;
    this.subject = subject;
    this.districts = List.copyOf(districts.values());
    districts.forEach((id, cells) -> cohorts.put(id, cells.byYear()));
  }

  /**
   * Cells of a scope; those outside it, and students without an anchor, are left out.
   *
   * @param cells in any order, each once
   */
  public static SchoolCells of(Study.Scope scope, Iterable<Cell> cells) {
    Collection<Outcome> outcomes = List.of(scope.outcome());
    SortedMap<String, DistrictCells> districts = new TreeMap<>();
    byDistrict(scope.settings(), scope.subject(), cells)
        .forEach((id, ofIt) -> districts.put(id, DistrictCells.of(ofIt, outcomes)));
    return new SchoolCells(scope.settings(), scope.subject(), districts);
  }

  /** Cells of one kind of settings and one subject that have an anchor, by its district. */
  public static SortedMap<String, List<Cell>> byDistrict(
      Settings settings, Subject subject, Iterable<Cell> cells) {
    SortedMap<String, List<Cell>> byDistrict = new TreeMap<>();
    for (Cell cell : cells) {
      CellKey key = cell.key();
      if (key.isAnchored() && key.settings().equals(settings) && key.subject() == subject) {
        byDistrict.computeIfAbsent(key.districtId(), absent -> new ArrayList<>()).add(cell);
      }
    }
    return byDistrict;
  }

  /** Whether a study of a scope can be made of these. */
  boolean isOf(Study.Scope scope) {
    return scope.settings().equals(settings) && scope.subject() == subject;
  }

  /** Which cohorts say anything about an outcome, told by all students. */
  Observability observability(Study.Scope scope) {
    return Observability.of(scope.outcome(), settings, cohorts);
  }

  /** The cells of each district, in the order of its schools. */
  List<DistrictCells> districts() {
    return districts;
  }
}
