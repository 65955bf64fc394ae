package org.pathline.domain.effect.generality;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.PriorAchievement;

/**
 * A school as it was before the policy.
 *
 * @param students of a cohort, on average
 * @param values by ordinal of {@link Characteristic}; NaN where unknown
 */
public record Profile(double students, double[] values) {

  /**
   * Profile over the cohorts before a year; null where there is no student in them.
   *
   * @param before first anchor year that may feel the policy anywhere
   */
  static @Nullable Profile of(
      Outcome outcome,
      SortedMap<Integer, List<Cell>> cohorts,
      int before,
      SchoolId school,
      Map<SchoolId, Double> sorting) {
    long members = 0;
    long disadvantaged = 0;
    long low = 0;
    long high = 0;
    int years = 0;
    List<double[]> levels = new ArrayList<>();
    for (Map.Entry<Integer, List<Cell>> cohort : cohorts.headMap(before).entrySet()) {
      OutcomeSum sum = new OutcomeSum(outcome);
      long here = 0;
      for (Cell cell : cohort.getValue()) {
        long n = cell.sums().members();
        here += n;
        disadvantaged += cell.key().economicallyDisadvantaged() == Indicator.YES ? n : 0;
        low += cell.key().priorAchievement() == PriorAchievement.LOW ? n : 0;
        high += cell.key().priorAchievement() == PriorAchievement.HIGH ? n : 0;
        sum.add(outcome, cell.sums());
      }
      members += here;
      years += here > 0 ? 1 : 0;
      if (sum.observed() > 0) {
        levels.add(new double[] {sum.observed(), cohort.getKey(), sum.total() / sum.observed()});
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
    values[Characteristic.SORTING.ordinal()] = sorting.getOrDefault(school, Double.NaN);
    values[Characteristic.LEVEL.ordinal()] = line[0];
    values[Characteristic.SLOPE.ordinal()] = line[1];
    return new Profile((double) members / years, values);
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
