package org.pathline.ask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.Observability;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.dose.SortedCohort;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.pathway.Outcome;
import org.pathline.topics.Unanswerable;

/** Cohorts with their outcome beside the sorting that was measured in their anchor grade. */
public final class SortedCohorts {
  private SortedCohorts() {}

  private record Cohort(String districtId, String schoolId, int year) {}

  /**
   * Cohorts whose outcome is known of somebody and whose rosters are measured; those that cannot be
   * known yet are left out.
   *
   * @throws Unanswerable when there are no rosters
   */
  public static List<SortedCohort> of(Outcome outcome, PolicyCells cells, Standing standing) {
    Map<SchoolId, SortedMap<Integer, Double>> omega2 =
        MeasuredSorting.required(cells, standing).omega2();
    Observability observability = Observability.of(outcome, cells.settings(), cells.cells());
    Map<Cohort, OutcomeSum> sums = new TreeMap<>(Comparator.comparing(Cohort::toString));
    for (Cell cell : cells.cells()) {
      String districtId = cell.key().districtId();
      String schoolId = cell.key().schoolId();
      Integer anchorYear = cell.key().anchorYear();
      if (districtId != null
          && schoolId != null
          && anchorYear != null
          && cell.key().subject() == Subject.MATHEMATICS
          && observability.isObservable(districtId, anchorYear)) {
        Cohort cohort = new Cohort(districtId, schoolId, anchorYear);
        sums.computeIfAbsent(cohort, absent -> new OutcomeSum(outcome)).add(outcome, cell.sums());
      }
    }
    List<SortedCohort> cohorts = new ArrayList<>();
    sums.forEach(
        (cohort, sum) -> {
          SchoolId school = new SchoolId(cohort.districtId(), cohort.schoolId());
          Double measured = omega2.getOrDefault(school, new TreeMap<>()).get(cohort.year());
          if (measured != null && sum.observed() > 0) {
            cohorts.add(
                new SortedCohort(school, cohort.year(), sum.observed(), sum.total(), measured));
          }
        });
    return cohorts;
  }
}
