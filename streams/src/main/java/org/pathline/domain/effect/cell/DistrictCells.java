package org.pathline.domain.effect.cell;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/**
 * The cells of one district, each number in an array of its own, which the studies of all outcomes
 * share: going through the cells themselves takes far longer than through an array, and far more
 * memory.
 *
 * <p>Schools are numbered in their order, cohorts in order of school and year, and cells in order
 * of their cohorts. Not changed once made.
 */
public final class DistrictCells {
  private final List<SchoolId> schools;
  private final int[] firstCohort;
  private final int[] year;
  private final int[] firstCell;
  private final short[] group;
  private final long[] members;
  private final long[] disadvantaged;
  private final long[] low;
  private final long[] high;
  private final SortedMap<Integer, CellSums> byYear = new TreeMap<>();
  private final Map<Outcome, OutcomeColumn> counts = new EnumMap<>(Outcome.class);
  private final @Nullable PointsColumn points;
  private final @Nullable PointsColumn squares;

  private DistrictCells(
      SortedMap<SchoolId, SortedMap<Integer, List<Cell>>> cells, Collection<Outcome> outcomes) {
    schools = List.copyOf(cells.keySet());
    int cohorts = cells.values().stream().mapToInt(SortedMap::size).sum();
    int count =
        cells.values().stream()
            .flatMap(school -> school.values().stream())
            .mapToInt(List::size)
            .sum();
    firstCohort = new int[schools.size() + 1];
    year = new int[cohorts];
    firstCell = new int[cohorts + 1];
    group = new short[count];
    members = new long[cohorts];
    disadvantaged = new long[cohorts];
    low = new long[cohorts];
    high = new long[cohorts];
    for (Outcome outcome : outcomes) {
      counts.put(outcome, new OutcomeColumn(outcome, count));
    }
    boolean isOfPoints = counts.containsKey(Outcome.GRADE_POINTS);
    points = isOfPoints ? new PointsColumn(count) : null;
    squares = isOfPoints ? new PointsColumn(count) : null;
    int school = 0;
    int cohort = 0;
    int at = 0;
    for (SortedMap<Integer, List<Cell>> ofSchool : cells.values()) {
      for (SortedMap.Entry<Integer, List<Cell>> ofYear : ofSchool.entrySet()) {
        year[cohort] = ofYear.getKey();
        CellSums all = byYear.computeIfAbsent(ofYear.getKey(), absent -> new CellSums());
        for (Cell cell : ofYear.getValue()) {
          all.add(cell.sums());
          count(cohort, cell);
          set(at++, cell);
        }
        firstCell[++cohort] = at;
      }
      firstCohort[++school] = cohort;
    }
  }

  /**
   * Cells of a district, all of one kind of settings and one subject.
   *
   * @param cells in any order, each once
   * @param outcomes that studies can be asked about
   */
  public static DistrictCells of(Iterable<Cell> cells, Collection<Outcome> outcomes) {
    SortedMap<SchoolId, SortedMap<Integer, List<Cell>>> schools = new TreeMap<>();
    CellKey before = null;
    List<Cell> together = List.of();
    for (Cell cell : cells) {
      CellKey key = cell.key();
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
    return new DistrictCells(schools, outcomes);
  }

  private static boolean isOfSameCohort(CellKey one, CellKey other) {
    return Objects.equals(one.anchorYear(), other.anchorYear())
        && Objects.equals(one.schoolId(), other.schoolId());
  }

  private void count(int cohort, Cell cell) {
    long n = cell.sums().members();
    members[cohort] += n;
    disadvantaged[cohort] += cell.key().economicallyDisadvantaged() == Indicator.YES ? n : 0;
    low[cohort] += cell.key().priorAchievement() == PriorAchievement.LOW ? n : 0;
    high[cohort] += cell.key().priorAchievement() == PriorAchievement.HIGH ? n : 0;
  }

  private void set(int at, Cell cell) {
    group[at] = (short) Margin.group(cell.key());
    counts.values().forEach(each -> each.set(at, cell.sums()));
    if (points != null && squares != null) {
      points.set(at, cell.sums().gradePoints());
      squares.set(at, cell.sums().gradePointSquares());
    }
  }

  /** Schools in their order. */
  List<SchoolId> schools() {
    return schools;
  }

  /** First cohort of a school; that of the next school is behind its last. */
  int firstCohort(int school) {
    return firstCohort[school];
  }

  /** Anchor year of a cohort. */
  int year(int cohort) {
    return year[cohort];
  }

  /** First cell of a cohort; that of the next cohort is behind its last. */
  int firstCell(int cohort) {
    return firstCell[cohort];
  }

  /** Group of a cell, by {@link Margin#group}. */
  int group(int cell) {
    return group[cell];
  }

  /** All students of a cohort, of whose outcome something is known. */
  CohortTotals totals(int cohort, long observed, double total) {
    return new CohortTotals(
        year[cohort],
        members[cohort],
        disadvantaged[cohort],
        low[cohort],
        high[cohort],
        observed,
        total);
  }

  /** Sums of all students by anchor year. */
  SortedMap<Integer, CellSums> byYear() {
    return byYear;
  }

  /** Counts of an outcome, one of those that studies can be asked about. */
  OutcomeColumn counts(Outcome outcome) {
    return Objects.requireNonNull(counts.get(outcome), "these cells are of other outcomes");
  }

  /** Sums of grade points. */
  PointsColumn points() {
    return Objects.requireNonNull(points, "these cells are of other outcomes");
  }

  /** Sums of their squares. */
  PointsColumn squares() {
    return Objects.requireNonNull(squares, "these cells are of other outcomes");
  }
}
