package org.pathline.ask;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.Observability;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.dose.SortedCohort;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.pathway.Outcome;
import org.pathline.events.Sorting;
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
    String grade = String.format(Locale.ROOT, "%02d", cells.settings().anchorGrade());
    Map<Cohort, Double> omega2 = new HashMap<>();
    SortingQuestion rosters =
        new SortingQuestion(
            Set.of(), Set.of(), Set.of(), Set.of(grade), Set.of(Subject.MATHEMATICS.name()));
    for (Sorting row : rosters.answer(standing.rosters())) {
      if (row.getOmega2() != null) {
        omega2.put(
            new Cohort(row.getDistrictId(), row.getSchoolId(), row.getSchoolYear()),
            row.getOmega2());
      }
    }
    Observability observability = Observability.of(outcome, cells.settings(), cells.cells());
    Map<String, Cohort> named = new TreeMap<>();
    Map<Cohort, OutcomeSum> sums = new HashMap<>();
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
        named.put(cohort.toString(), cohort);
        sums.computeIfAbsent(cohort, absent -> new OutcomeSum(outcome)).add(outcome, cell.sums());
      }
    }
    List<SortedCohort> cohorts = new ArrayList<>();
    for (Cohort each : named.values()) {
      OutcomeSum sum = sums.get(each);
      if (sum != null && omega2.containsKey(each) && sum.observed() > 0) {
        cohorts.add(
            new SortedCohort(
                new SchoolId(each.districtId(), each.schoolId()),
                each.year(),
                sum.observed(),
                sum.total(),
                omega2.get(each)));
      }
    }
    return cohorts;
  }
}
