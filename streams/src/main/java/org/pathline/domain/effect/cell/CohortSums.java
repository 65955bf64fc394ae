package org.pathline.domain.effect.cell;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.GradePoints;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/**
 * The numbers of one outcome in the cells of a study, one array for each, so that the sums of any
 * students over every school and cohort take one pass.
 *
 * <p>Schools are numbered in their order, and cohorts in order of school and year.
 */
final class CohortSums {
  private static final PriorAchievement[] THIRDS = PriorAchievement.values();
  private static final RaceEthnicity[] RACES = RaceEthnicity.values();
  private static final Indicator[] INDICATORS = Indicator.values();
  private static final int GROUPS = THIRDS.length * RACES.length * INDICATORS.length;

  private final boolean isMean;
  private final int[] firstCohort;
  private final int[] year;
  private final int[] firstCell;
  private final int[] group;
  private final long[] eligible;
  private final long[] observed;
  private final long[] attained;
  private final Map<Margin, List<OfStudents>> margins = new HashMap<>();
  private final Whole points;
  private final Whole squares;

  CohortSums(Outcome outcome, SortedMap<SchoolId, SortedMap<Integer, List<Cell>>> schools) {
    isMean = outcome == Outcome.GRADE_POINTS;
    int cohorts = schools.values().stream().mapToInt(SortedMap::size).sum();
    int cells =
        schools.values().stream()
            .flatMap(school -> school.values().stream())
            .mapToInt(List::size)
            .sum();
    firstCohort = new int[schools.size() + 1];
    year = new int[cohorts];
    firstCell = new int[cohorts + 1];
    group = new int[cells];
    eligible = new long[cells];
    observed = new long[cells];
    attained = new long[cells];
    points = new Whole(isMean ? cells : 0);
    squares = new Whole(isMean ? cells : 0);
    int school = 0;
    int cohort = 0;
    int at = 0;
    for (SortedMap<Integer, List<Cell>> ofSchool : schools.values()) {
      for (SortedMap.Entry<Integer, List<Cell>> ofYear : ofSchool.entrySet()) {
        year[cohort] = ofYear.getKey();
        for (Cell cell : ofYear.getValue()) {
          CellSums sums = cell.sums();
          group[at] = group(cell.key());
          eligible[at] = sums.eligible(outcome);
          observed[at] = sums.observed(outcome);
          attained[at] = sums.attained(outcome);
          if (isMean) {
            points.set(at, sums.gradePoints());
            squares.set(at, sums.gradePointSquares());
          }
          at++;
        }
        firstCell[++cohort] = at;
      }
      firstCohort[++school] = cohort;
    }
  }

  /**
   * Sums of some students by cohort.
   *
   * @param total of the outcome over the observed
   */
  @SuppressWarnings("ArrayRecordComponent") // Read in place, never compared.
  record OfStudents(long[] eligible, long[] observed, double[] total) {}

  private static int group(CellKey key) {
    return (key.priorAchievement().ordinal() * RACES.length + key.raceEthnicity().ordinal())
            * INDICATORS.length
        + key.economicallyDisadvantaged().ordinal();
  }

  /** Which groups of cells belong to some students. */
  private static boolean[] included(Students students) {
    Margin margin = Margin.of(students);
    int[] places = margin.places();
    int place = margin.place(students);
    boolean[] included = new boolean[GROUPS];
    for (int group = 0; group < GROUPS; group++) {
      included[group] = places[group] == place;
    }
    return included;
  }

  /**
   * Groups of students that one pass adds up: all that the same characteristics tell apart.
   *
   * @param third whether prior achievement does
   * @param race whether race or ethnicity does
   * @param disadvantaged whether economic disadvantage does
   */
  private record Margin(boolean third, boolean race, boolean disadvantaged) {
    static Margin of(Students students) {
      return new Margin(
          students.priorAchievement() != null,
          students.raceEthnicity() != null,
          students.economicallyDisadvantaged() != null);
    }

    int place(Students students) {
      return place(
          students.priorAchievement(),
          students.raceEthnicity(),
          students.economicallyDisadvantaged());
    }

    private int place(
        @Nullable PriorAchievement ofThird,
        @Nullable RaceEthnicity ofRace,
        @Nullable Indicator ofDisadvantaged) {
      int place = third ? Objects.requireNonNull(ofThird).ordinal() : 0;
      if (race) {
        place = place * RACES.length + Objects.requireNonNull(ofRace).ordinal();
      }
      if (disadvantaged) {
        place = place * INDICATORS.length + Objects.requireNonNull(ofDisadvantaged).ordinal();
      }
      return place;
    }

    /** Place of each group of cells. */
    int[] places() {
      int[] places = new int[GROUPS];
      int at = 0;
      for (PriorAchievement ofThird : THIRDS) {
        for (RaceEthnicity ofRace : RACES) {
          for (Indicator ofDisadvantaged : INDICATORS) {
            places[at++] = place(ofThird, ofRace, ofDisadvantaged);
          }
        }
      }
      return places;
    }
  }

  OfStudents of(Students students) {
    Margin margin = Margin.of(students);
    OfStudents sums =
        Objects.requireNonNull(margins.computeIfAbsent(margin, this::sums))
            .get(margin.place(students));
    if (isMean) {
      points.sums(
          included(students),
          (cohort, sum) -> sums.total[cohort] = GradePoints.sum(sum).doubleValue());
    }
    return sums;
  }

  /** Sums of every group of a margin; those that attained an outcome are its total. */
  private List<OfStudents> sums(Margin margin) {
    int[] places = margin.places();
    int cohorts = year.length;
    List<OfStudents> sums = new ArrayList<>();
    for (int place = 0; place <= places[GROUPS - 1]; place++) {
      sums.add(new OfStudents(new long[cohorts], new long[cohorts], new double[cohorts]));
    }
    for (int cohort = 0; cohort < cohorts; cohort++) {
      for (int at = firstCell[cohort]; at < firstCell[cohort + 1]; at++) {
        OfStudents here = sums.get(places[group[at]]);
        here.eligible[cohort] += eligible[at];
        here.observed[cohort] += observed[at];
        here.total[cohort] += attained[at];
      }
    }
    return sums;
  }

  /** Sums of the squares of the outcome over the observed students by cohort. */
  double[] squares(Students students) {
    if (!isMean) {
      return of(students).total;
    }
    double[] sums = new double[year.length];
    squares.sums(
        included(students), (cohort, sum) -> sums[cohort] = GradePoints.squares(sum).doubleValue());
    return sums;
  }

  @FunctionalInterface
  private interface ToCohort {
    void sum(int cohort, BigInteger sum);
  }

  /** Whole numbers of cells: each as its lowest bits and the rest, which add up as longs. */
  private final class Whole {
    private static final int LOW_BITS = 48;
    private static final long LOW = (1L << LOW_BITS) - 1;

    /** Cells of a cohort are of different groups, so their sums stay far below 64 bits. */
    private static final int MOST_BITS = LOW_BITS + 52;

    private final BigInteger[] numbers;
    private final long[] low;
    private final long[] high;
    private boolean isWide;

    Whole(int cells) {
      numbers = new BigInteger[cells];
      low = new long[cells];
      high = new long[cells];
    }

    void set(int cell, BigInteger number) {
      numbers[cell] = number;
      isWide |= number.bitLength() > MOST_BITS;
      low[cell] = number.longValue() & LOW;
      high[cell] = number.shiftRight(LOW_BITS).longValue();
    }

    void sums(boolean[] included, ToCohort to) {
      for (int cohort = 0; cohort < year.length; cohort++) {
        long lowHere = 0;
        long highHere = 0;
        BigInteger wide = BigInteger.ZERO;
        for (int at = firstCell[cohort]; at < firstCell[cohort + 1]; at++) {
          if (included[group[at]]) {
            if (isWide) {
              wide = wide.add(numbers[at]);
            } else {
              lowHere += low[at];
              highHere += high[at];
            }
          }
        }
        to.sum(
            cohort,
            isWide
                ? wide
                : BigInteger.valueOf(highHere)
                    .shiftLeft(LOW_BITS)
                    .add(BigInteger.valueOf(lowHere)));
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

  /** Cohort of a school and year; negative where there is none. */
  int cohort(int school, int ofYear) {
    for (int cohort = firstCohort[school]; cohort < firstCohort[school + 1]; cohort++) {
      if (year[cohort] == ofYear) {
        return cohort;
      }
    }
    return -1;
  }
}
