package org.pathline.ask;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.fact.Subject;
import org.pathline.events.Sorting;
import org.pathline.topics.Unanswerable;

/** How the rosters of the anchor grade were sorted, school by school and year by year. */
public final class MeasuredSorting {
  private MeasuredSorting() {}

  /** omega2 by school and school year; nothing where there are no rosters. */
  public static SchoolSorting of(PolicyCells cells, Standing standing) {
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
    return new SchoolSorting(omega2);
  }

  private static List<Sorting> answer(SortingQuestion rosters, Standing standing) {
    try {
      return rosters.answer(standing.rosters());
    } catch (Unanswerable e) {
      return List.of();
    }
  }
}
