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
  private final boolean isMean;
  private final CellColumns columns;
  private final OutcomeColumn counts;
  private final int[] firstCohort;
  private final int[] year;

  /** Number of each cohort among all cohorts, observable or not. */
  private final int[] ofAll;

  private final Map<Margin, List<OfStudents>> margins = new HashMap<>();

  CohortSums(Outcome outcome, CellColumns columns, Observability observability) {
    isMean = outcome == Outcome.GRADE_POINTS;
    this.columns = columns;
    counts = columns.counts(outcome);
    firstCohort = new int[columns.schools().size() + 1];
    int[] observable = new int[columns.cohorts()];
    int count = 0;
    for (int school = 0; school < columns.schools().size(); school++) {
      String district = columns.schools().get(school).districtId();
      for (int c = columns.firstCohort(school); c < columns.firstCohort(school + 1); c++) {
        if (observability.isObservable(district, columns.year(c))) {
          observable[count++] = c;
        }
      }
      firstCohort[school + 1] = count;
    }
    ofAll = Arrays.copyOf(observable, count);
    year = Arrays.stream(ofAll).map(columns::year).toArray();
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
    if (isMean) {
      addUp(columns.points(), students, sums.total, GradePoints::sum, GradePoints::sum);
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
    for (int cohort = 0; cohort < cohorts; cohort++) {
      for (int at = first(cohort); at < end(cohort); at++) {
        OfStudents here = sums.get(places[columns.group(at)]);
        here.eligible[cohort] += counts.eligible(at);
        here.observed[cohort] += counts.observed(at);
        here.total[cohort] += counts.attained(at);
      }
    }
    return sums;
  }

  private int first(int cohort) {
    return columns.firstCell(ofAll[cohort]);
  }

  private int end(int cohort) {
    return columns.firstCell(ofAll[cohort] + 1);
  }

  /** Sums of the squares of the outcome over the observed students by cohort. */
  double[] squares(Students students) {
    if (!isMean) {
      return of(students).total;
    }
    double[] sums = new double[year.length];
    addUp(columns.squares(), students, sums, GradePoints::squares, GradePoints::squares);
    return sums;
  }

  /** The double nearest to a sum, of its two parts. */
  @FunctionalInterface
  private interface OfParts {
    double of(long high, long low);
  }

  private void addUp(
      PointsColumn column,
      Students students,
      double[] into,
      OfParts nearest,
      Function<BigInteger, BigDecimal> exact) {
    boolean[] included = Margin.included(students);
    for (int cohort = 0; cohort < year.length; cohort++) {
      long low = 0;
      long high = 0;
      BigInteger wide = BigInteger.ZERO;
      for (int at = first(cohort); at < end(cohort); at++) {
        if (included[columns.group(at)]) {
          if (column.isWide()) {
            wide = wide.add(column.number(at));
          } else {
            low += column.low(at);
            high += column.high(at);
          }
        }
      }
      into[cohort] = column.isWide() ? exact.apply(wide).doubleValue() : nearest.of(high, low);
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
    return columns.totals(ofAll[cohort], all.observed[cohort], all.total[cohort]);
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
