package org.pathline.domain.effect.cell;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.function.Function;
import org.pathline.domain.pathway.GradePoints;
import org.pathline.domain.pathway.Outcome;

/**
 * The numbers of one outcome in the observable cohorts, so that the sums of any students over every
 * school and cohort take one pass.
 *
 * <p>Schools are numbered in their order, and observable cohorts in order of school and year.
 */
final class CohortSums {
  private final Outcome outcome;
  private final List<SchoolId> schools = new ArrayList<>();
  private final List<Part> parts = new ArrayList<>();
  private final int[] firstCohort;
  private final int[] year;

  /** Number of each cohort's district. */
  private final int[] district;

  private final Map<Margin, List<OfStudents>> margins = new HashMap<>();

  /**
   * The observable cohorts of one district.
   *
   * @param first number of the first of them
   * @param ofAll number of each among all cohorts of the district
   */
  @SuppressWarnings("ArrayRecordComponent") // Read in place, never compared.
  private record Part(DistrictCells cells, int first, int[] ofAll) {
    /** The first cell of an observable cohort, by its place among those of the district. */
    int first(int cohort) {
      return cells.firstCell(ofAll[cohort]);
    }

    int end(int cohort) {
      return cells.firstCell(ofAll[cohort] + 1);
    }
  }

  CohortSums(Outcome outcome, List<DistrictCells> districts, Observability observability) {
    this.outcome = outcome;
    List<Integer> years = new ArrayList<>();
    List<Integer> numbers = new ArrayList<>();
    List<Integer> ends = new ArrayList<>();
    for (DistrictCells cells : districts) {
      int first = years.size();
      List<Integer> observable = new ArrayList<>();
      for (int school = 0; school < cells.schools().size(); school++) {
        String id = cells.schools().get(school).districtId();
        for (int c = cells.firstCohort(school); c < cells.firstCohort(school + 1); c++) {
          if (observability.isObservable(id, cells.year(c))) {
            observable.add(c);
            years.add(cells.year(c));
            numbers.add(parts.size());
          }
        }
        ends.add(years.size());
      }
      schools.addAll(cells.schools());
      parts.add(new Part(cells, first, array(observable)));
    }
    firstCohort = new int[schools.size() + 1];
    System.arraycopy(array(ends), 0, firstCohort, 1, schools.size());
    year = array(years);
    district = array(numbers);
  }

  private static int[] array(List<Integer> numbers) {
    return numbers.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Schools in their order, also those without an observable cohort. */
  List<SchoolId> schools() {
    return schools;
  }

  private boolean isMean() {
    return outcome == Outcome.GRADE_POINTS;
  }

  /**
   * Sums of some students by cohort.
   *
   * @param total of the outcome over the observed
   */
  @SuppressWarnings("ArrayRecordComponent") // Read in place, never compared.
  record OfStudents(long[] eligible, long[] observed, double[] total) {}

  OfStudents of(Students students) {
    Margin margin = Margin.of(students);
    OfStudents sums =
        Objects.requireNonNull(margins.computeIfAbsent(margin, this::sums))
            .get(margin.place(students));
    if (isMean()) {
      addUp(DistrictCells::points, students, sums.total, GradePoints::sum, GradePoints::sum);
    }
    return sums;
  }

  /** Sums of every group of a margin; those that attained an outcome are its total. */
  private List<OfStudents> sums(Margin margin) {
    int[] places = margin.places();
    int cohorts = year.length;
    List<OfStudents> sums = new ArrayList<>();
    for (int place = 0; place <= places[Margin.GROUPS - 1]; place++) {
      sums.add(new OfStudents(new long[cohorts], new long[cohorts], new double[cohorts]));
    }
    for (Part part : parts) {
      OutcomeColumn counts = part.cells.counts(outcome);
      for (int c = 0; c < part.ofAll.length; c++) {
        int cohort = part.first + c;
        for (int at = part.first(c); at < part.end(c); at++) {
          OfStudents here = sums.get(places[part.cells.group(at)]);
          here.eligible[cohort] += counts.eligible(at);
          here.observed[cohort] += counts.observed(at);
          here.total[cohort] += counts.attained(at);
        }
      }
    }
    return sums;
  }

  /** Sums of the squares of the outcome over the observed students by cohort. */
  double[] squares(Students students) {
    if (!isMean()) {
      return of(students).total;
    }
    double[] sums = new double[year.length];
    addUp(DistrictCells::squares, students, sums, GradePoints::squares, GradePoints::squares);
    return sums;
  }

  /** The double nearest to a sum, of its two parts. */
  @FunctionalInterface
  private interface OfParts {
    double of(long high, long low);
  }

  private void addUp(
      Function<DistrictCells, PointsColumn> columns,
      Students students,
      double[] into,
      OfParts nearest,
      Function<BigInteger, BigDecimal> exact) {
    boolean[] included = Margin.included(students);
    for (Part part : parts) {
      PointsColumn column = columns.apply(part.cells);
      BigInteger[] numbers = column.wide();
      for (int c = 0; c < part.ofAll.length; c++) {
        long low = 0;
        long high = 0;
        BigInteger wide = BigInteger.ZERO;
        for (int at = part.first(c); at < part.end(c); at++) {
          if (included[part.cells.group(at)]) {
            if (numbers == null) {
              low += column.low(at);
              high += column.high(at);
            } else {
              wide = wide.add(numbers[at]);
            }
          }
        }
        into[part.first + c] =
            numbers == null ? nearest.of(high, low) : exact.apply(wide).doubleValue();
      }
    }
  }

  /** First cohort of a school; that of the next school is behind its last. */
  int firstCohort(int school) {
    return firstCohort[school];
  }

  /** Anchor year of a cohort. */
  int year(int cohort) {
    return year[cohort];
  }

  /**
   * All students of a cohort.
   *
   * @param all their sums
   */
  CohortTotals totals(int cohort, OfStudents all) {
    Part part = parts.get(district[cohort]);
    return part.cells.totals(
        part.ofAll[cohort - part.first], all.observed[cohort], all.total[cohort]);
  }

  /** Anchor years of the cohorts of some schools, in ascending order. */
  int[] years(int[] schools) {
    TreeSet<Integer> years = new TreeSet<>();
    for (int school : schools) {
      for (int cohort = firstCohort[school]; cohort < firstCohort[school + 1]; cohort++) {
        years.add(year[cohort]);
      }
    }
    return years.stream().mapToInt(Integer::intValue).toArray();
  }

  /** Cohort of a school and year; negative where there is none. */
  int cohort(int school, int ofYear) {
    return Arrays.binarySearch(year, firstCohort[school], firstCohort[school + 1], ofYear);
  }
}
