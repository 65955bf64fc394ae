package org.pathline.domain.effect.cell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

/**
 * Cells of one kind of settings and one subject by school and anchor year; studies of all outcomes
 * share them. Not changed once made.
 */
public final class SchoolCells {
  private final Settings settings;
  private final Subject subject;
  private final CellColumns columns;
  private final SortedMap<String, SortedMap<Integer, CellSums>> cohorts;

  private SchoolCells(
      Settings settings,
      Subject subject,
      CellColumns columns,
      SortedMap<String, SortedMap<Integer, CellSums>> cohorts) {
    this.settings = settings;
    this.subject = subject;
    this.columns = columns;
    this.cohorts = cohorts;
  }

  /**
   * Cells of a scope; those outside it, and students without an anchor, are left out.
   *
   * @param cells in any order, each once
   * @param outcomes that studies are mostly asked about
   */
  public static SchoolCells of(
      Settings settings, Subject subject, Iterable<Cell> cells, Collection<Outcome> outcomes) {
    Map<SchoolId, SortedMap<Integer, List<Cell>>> schools = new HashMap<>();
    CellKey before = null;
    List<Cell> together = List.of();
    for (Cell cell : cells) {
      CellKey key = cell.key();
      if (key.isAnchored() && key.settings().equals(settings) && key.subject() == subject) {
        // Those of a school and year mostly come one after the other.
        if (before == null || !isOfSameCohort(key, before)) {
          together =
              schools
                  .computeIfAbsent(
                      new SchoolId(
                          Objects.requireNonNull(key.districtId(), "an anchor has a district"),
                          Objects.requireNonNull(key.schoolId(), "an anchor has a school")),
                      absent -> new TreeMap<>())
                  .computeIfAbsent(key.anchorYear(), absent -> new ArrayList<>());
          before = key;
        }
        together.add(cell);
      }
    }
    SortedMap<String, SortedMap<Integer, CellSums>> cohorts = new TreeMap<>();
    schools.forEach(
        (school, years) ->
            years.forEach(
                (year, ofYear) -> {
                  CellSums sums =
                      cohorts
                          .computeIfAbsent(school.districtId(), absent -> new TreeMap<>())
                          .computeIfAbsent(year, absent -> new CellSums());
                  ofYear.forEach(cell -> sums.add(cell.sums()));
                }));
    return new SchoolCells(
        settings, subject, new CellColumns(new TreeMap<>(schools), outcomes), cohorts);
  }

  private static boolean isOfSameCohort(CellKey one, CellKey other) {
    return Objects.equals(one.anchorYear(), other.anchorYear())
        && Objects.equals(one.schoolId(), other.schoolId())
        && Objects.equals(one.districtId(), other.districtId());
  }

  /** Whether a study of a scope can be made of these. */
  boolean isOf(Study.Scope scope) {
    return scope.settings().equals(settings) && scope.subject() == subject;
  }

  /** Which cohorts say anything about an outcome, told by all students. */
  Observability observability(Study.Scope scope) {
    return Observability.of(scope.outcome(), settings, cohorts);
  }

  /** The cells as columns. */
  CellColumns columns() {
    return columns;
  }
}
