package org.pathline.domain.effect.cell;

import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/**
 * The cells of all schools, each number in an array of its own, which the studies of all outcomes
 * share: going through the cells themselves takes far longer than through an array.
 *
 * <p>Schools are numbered in their order, cohorts in order of school and year, and cells in order
 * of their cohorts. Thread-safe.
 */
final class CellColumns {
  private final List<SchoolId> schools;
  private final int[] firstCohort;
  private final int[] year;
  private final int[] firstCell;
  private final short[] group;
  private final CellSums[] sums;
  private final long[] members;
  private final long[] disadvantaged;
  private final long[] low;
  private final long[] high;
  private final Set<Outcome> together;
  private final Map<Outcome, OutcomeColumn> columns = new EnumMap<>(Outcome.class);
  private @Nullable PointsColumn points;
  private @Nullable PointsColumn squares;

  /**
   * Columns of cells.
   *
   * @param together outcomes whose numbers are laid out in one pass, once one of them is asked for
   */
  CellColumns(
      SortedMap<SchoolId, SortedMap<Integer, List<Cell>>> cells, Collection<Outcome> together) {
    this.together = EnumSet.noneOf(Outcome.class);
    this.together.addAll(together);
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
    sums = new CellSums[count];
    members = new long[cohorts];
    disadvantaged = new long[cohorts];
    low = new long[cohorts];
    high = new long[cohorts];
    int school = 0;
    int cohort = 0;
    int at = 0;
    for (SortedMap<Integer, List<Cell>> ofSchool : cells.values()) {
      for (SortedMap.Entry<Integer, List<Cell>> ofYear : ofSchool.entrySet()) {
        year[cohort] = ofYear.getKey();
        for (Cell cell : ofYear.getValue()) {
          group[at] = (short) Margin.group(cell.key());
          sums[at++] = cell.sums();
          count(cohort, cell);
        }
        firstCell[++cohort] = at;
      }
      firstCohort[++school] = cohort;
    }
  }

  private void count(int cohort, Cell cell) {
    long n = cell.sums().members();
    members[cohort] += n;
    disadvantaged[cohort] += cell.key().economicallyDisadvantaged() == Indicator.YES ? n : 0;
    low[cohort] += cell.key().priorAchievement() == PriorAchievement.LOW ? n : 0;
    high[cohort] += cell.key().priorAchievement() == PriorAchievement.HIGH ? n : 0;
  }

  /** Schools in their order. */
  List<SchoolId> schools() {
    return schools;
  }

  /** First cohort of a school; that of the next school is behind its last. */
  int firstCohort(int school) {
    return firstCohort[school];
  }

  /** How many cohorts there are. */
  int cohorts() {
    return year.length;
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

  /** Counts of an outcome. */
  synchronized OutcomeColumn counts(Outcome outcome) {
    if (!columns.containsKey(outcome)) {
      Set<Outcome> wanted = EnumSet.of(outcome);
      if (together.contains(outcome)) {
        wanted.addAll(together);
      }
      OutcomeColumn[] made =
          wanted.stream()
              .map(each -> new OutcomeColumn(each, sums.length))
              .toArray(OutcomeColumn[]::new);
      for (int cell = 0; cell < sums.length; cell++) {
        for (OutcomeColumn each : made) {
          each.set(cell, sums[cell]);
        }
      }
      int at = 0;
      for (Outcome each : wanted) {
        columns.put(each, made[at++]);
      }
    }
    return Objects.requireNonNull(columns.get(outcome));
  }

  /** Sums of grade points. */
  synchronized PointsColumn points() {
    PointsColumn known = points;
    if (known == null) {
      known = new PointsColumn(sums.length);
      for (int cell = 0; cell < sums.length; cell++) {
        known.set(cell, sums[cell].gradePoints());
      }
      points = known;
    }
    return known;
  }

  /** Sums of their squares. */
  synchronized PointsColumn squares() {
    PointsColumn known = squares;
    if (known == null) {
      known = new PointsColumn(sums.length);
      for (int cell = 0; cell < sums.length; cell++) {
        known.set(cell, sums[cell].gradePointSquares());
      }
      squares = known;
    }
    return known;
  }
}
