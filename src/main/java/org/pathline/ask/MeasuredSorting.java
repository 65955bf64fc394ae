package org.pathline.ask;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.effect.cell.Adoption;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.fact.Subject;
import org.pathline.events.Sorting;
import org.pathline.topics.Unanswerable;

/** How the rosters of the anchor grade were sorted, school by school and year by year. */
public final class MeasuredSorting {
  private MeasuredSorting() {}

  /** omega2 by school and school year; nothing where there are no rosters. */
  public static Map<SchoolId, SortedMap<Integer, Double>> byYear(
      PolicyCells cells, Standing standing) {
    String grade = String.format(Locale.ROOT, "%02d", cells.settings().anchorGrade());
    SortingQuestion rosters =
        new SortingQuestion(
            Set.of(), Set.of(), Set.of(), Set.of(grade), Set.of(Subject.MATHEMATICS.name()));
    Map<SchoolId, SortedMap<Integer, Double>> omega2 = new HashMap<>();
    for (Sorting row : answer(rosters, standing)) {
      if (row.getOmega2() != null) {
        omega2
            .computeIfAbsent(
                new SchoolId(row.getDistrictId(), row.getSchoolId()), absent -> new TreeMap<>())
            .put(row.getSchoolYear(), row.getOmega2());
      }
    }
    return omega2;
  }

  private static List<Sorting> answer(SortingQuestion rosters, Standing standing) {
    try {
      return rosters.answer(standing.rosters());
    } catch (Unanswerable e) {
      return List.of();
    }
  }

  /** Mean omega2 of each school over the years before any school of a study adopts. */
  public static Map<SchoolId, Double> before(Study study, PolicyCells cells, Standing standing) {
    int first =
        study.adoptions().stream()
            .filter(Adoption::isTreated)
            .mapToInt(Adoption::adopted)
            .min()
            .orElse(Integer.MAX_VALUE);
    Map<SchoolId, Double> before = new HashMap<>();
    byYear(cells, standing)
        .forEach(
            (school, years) ->
                years.headMap(first).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .average()
                    .ifPresent(mean -> before.put(school, mean)));
    return before;
  }
}
