package org.pathline.ask;

import java.util.HashMap;
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
    try {
      return required(cells, standing);
    } catch (Unanswerable e) {
      return SchoolSorting.NONE;
    }
  }

  /**
   * omega2 by school and school year.
   *
   * @throws Unanswerable when there are no rosters
   */
  static SchoolSorting required(PolicyCells cells, Standing standing) {
    String grade = String.format(Locale.ROOT, "%02d", cells.settings().anchorGrade());
    SortingQuestion rosters =
        new SortingQuestion(
            Set.of(), Set.of(), Set.of(), Set.of(grade), Set.of(Subject.MATHEMATICS.name()));
    Map<SchoolId, SortedMap<Integer, Double>> omega2 = new HashMap<>();
    for (Sorting row : rosters.answer(standing.rosters())) {
      if (row.getOmega2() != null) {
        omega2
            .computeIfAbsent(
                new SchoolId(row.getDistrictId(), row.getSchoolId()), absent -> new TreeMap<>())
            .put(row.getSchoolYear(), row.getOmega2());
      }
    }
    return new SchoolSorting(omega2);
  }
}
