package org.pathline.domain.effect.dose;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.cell.Study;

/**
 * How the rosters of the anchor grade were sorted, school by school and year by year.
 *
 * @param omega2 by school and school year, of the rosters of which it is defined
 */
public record SchoolSorting(Map<SchoolId, SortedMap<Integer, Double>> omega2) {
  /** Where no roster is measured. */
  public static final SchoolSorting NONE = new SchoolSorting(Map.of());

  /** Mean omega2 of each school over the years before any school of a study adopts. */
  public Map<SchoolId, Double> before(Study study) {
    int first = study.firstAdoption();
    Map<SchoolId, Double> before = new HashMap<>();
    omega2.forEach(
        (school, years) -> {
          double mean = mean(years.headMap(first));
          if (!Double.isNaN(mean)) {
            before.put(school, mean);
          }
        });
    return before;
  }

  /**
   * By how much the sorting of each adopting school fell, in the order of the study's adoptions;
   * NaN where it was not measured before and under the policy.
   */
  public double[] doses(Study study, int anticipation) {
    return study.adoptions().stream()
        .mapToDouble(
            each -> {
              SortedMap<Integer, Double> years = omega2.get(each.school());
              return years == null || !each.isTreated()
                  ? Double.NaN
                  : mean(years.headMap(each.adopted() - anticipation))
                      - mean(years.tailMap(each.adopted()));
            })
        .toArray();
  }

  private static double mean(SortedMap<Integer, Double> years) {
    return years.values().stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
  }
}
