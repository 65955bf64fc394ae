package org.pathline.domain.effect.generality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.CohortTotals;

/**
 * A school as it was before the policy.
 *
 * @param students of a cohort, on average
 * @param values by ordinal of {@link Characteristic}; NaN where unknown
 */
public record Profile(double students, double[] values) {

  /**
   * Profile over some cohorts; null where there is no student in them.
   *
   * @param cohorts those before any may feel the policy anywhere
   * @param sorting measured sorting of the school; NaN where it is unknown
   */
  static @Nullable Profile of(List<CohortTotals> cohorts, double sorting) {
    long members = 0;
    long disadvantaged = 0;
    long low = 0;
    long high = 0;
    int years = 0;
    List<double[]> levels = new ArrayList<>();
    for (CohortTotals cohort : cohorts) {
      members += cohort.members();
      disadvantaged += cohort.disadvantaged();
      low += cohort.low();
      high += cohort.high();
      years += cohort.members() > 0 ? 1 : 0;
      if (cohort.observed() > 0) {
        levels.add(
            new double[] {cohort.observed(), cohort.year(), cohort.total() / cohort.observed()});
      }
    }
    if (members <= 0) {
      return null;
    }
    double[] line = line(levels);
    double[] values = new double[Characteristic.values().length];
    values[Characteristic.DISADVANTAGED.ordinal()] = (double) disadvantaged / members;
    values[Characteristic.LOW_PRIOR.ordinal()] = (double) low / members;
    values[Characteristic.HIGH_PRIOR.ordinal()] = (double) high / members;
    values[Characteristic.LOG_SIZE.ordinal()] = Math.log((double) members / years);
    values[Characteristic.SORTING.ordinal()] = sorting;
    values[Characteristic.LEVEL.ordinal()] = line[0];
    values[Characteristic.SLOPE.ordinal()] = line[1];
    return new Profile((double) members / years, values);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Profile that
        && students == that.students
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(students) + Arrays.hashCode(values);
  }

  /** Mean and slope by year of rows of weight, year and value; NaN where they are unknown. */
  private static double[] line(List<double[]> rows) {
    double weight = 0;
    double year = 0;
    double value = 0;
    for (double[] row : rows) {
      weight += row[0];
      year += row[0] * row[1];
      value += row[0] * row[2];
    }
    year /= weight;
    value /= weight;
    double spread = 0;
    double product = 0;
    for (double[] row : rows) {
      spread += row[0] * (row[1] - year) * (row[1] - year);
      product += row[0] * (row[1] - year) * (row[2] - value);
    }
    return new double[] {value, spread > 0 ? product / spread : Double.NaN};
  }
}
