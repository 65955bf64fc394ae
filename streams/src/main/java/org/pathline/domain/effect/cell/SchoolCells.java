package org.pathline.domain.effect.cell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Settings;

/**
 * Cells of one kind of settings and one subject by school and anchor year; studies of all outcomes
 * share them. Not changed once made.
 */
public final class SchoolCells {
  private final Settings settings;
  private final Subject subject;
  private final SortedMap<SchoolId, SortedMap<Integer, List<Cell>>> schools;
  private final SortedMap<String, SortedMap<Integer, CellSums>> cohorts;

  private SchoolCells(
      Settings settings,
      Subject subject,
      SortedMap<SchoolId, SortedMap<Integer, List<Cell>>> schools,
      SortedMap<String, SortedMap<Integer, CellSums>> cohorts) {
    this.settings = settings;
    this.subject = subject;
    this.schools = schools;
    this.cohorts = cohorts;
  }

  /**
   * Cells of a scope; those outside it, and students without an anchor, are left out.
   *
   * @param cells in any order, each once
   */
  public static SchoolCells of(Settings settings, Subject subject, Iterable<Cell> cells) {
    Map<SchoolId, SortedMap<Integer, List<Cell>>> schools = new HashMap<>();
    List<Cell> inScope = new ArrayList<>();
    for (Cell cell : cells) {
      CellKey key = cell.key();
      if (key.isAnchored() && key.settings().equals(settings) && key.subject() == subject) {
        inScope.add(cell);
        schools
            .computeIfAbsent(
                new SchoolId(
                    Objects.requireNonNull(key.districtId(), "an anchor has a district"),
                    Objects.requireNonNull(key.schoolId(), "an anchor has a school")),
                absent -> new TreeMap<>())
            .computeIfAbsent(key.anchorYear(), absent -> new ArrayList<>())
            .add(cell);
      }
    }
    return new SchoolCells(
        settings, subject, new TreeMap<>(schools), Observability.sums(settings, inScope));
  }

  /** Whether a study of a scope can be made of these. */
  boolean isOf(Study.Scope scope) {
    return scope.settings().equals(settings) && scope.subject() == subject;
  }

  /** Which cohorts say anything about an outcome, told by all students. */
  Observability observability(Study.Scope scope) {
    return Observability.of(scope.outcome(), settings, cohorts);
  }

  /** Every school with its cohorts that an outcome can be known of. */
  SortedMap<SchoolId, SortedMap<Integer, List<Cell>>> observable(Observability observability) {
    SortedMap<SchoolId, SortedMap<Integer, List<Cell>>> observable = new TreeMap<>();
    schools.forEach(
        (school, ofSchool) -> {
          SortedMap<Integer, List<Cell>> known = new TreeMap<>();
          ofSchool.forEach(
              (year, cells) -> {
                if (observability.isObservable(school.districtId(), year)) {
                  known.put(year, cells);
                }
              });
          observable.put(school, known);
        });
    return observable;
  }
}
