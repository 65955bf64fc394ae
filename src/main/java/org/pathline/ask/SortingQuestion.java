package org.pathline.ask;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.pathline.events.Sorting;

/**
 * Which rosters; of each an empty set is all.
 *
 * @param gradeLevels as facts write them
 * @param subjects names of subjects
 */
public record SortingQuestion(
    Set<String> districtIds,
    Set<String> schoolIds,
    Set<Integer> schoolYears,
    Set<String> gradeLevels,
    Set<String> subjects) {

  private static final Comparator<Sorting> ORDER =
      Comparator.comparing(Sorting::getDistrictId)
          .thenComparing(Sorting::getSchoolId)
          .thenComparingInt(Sorting::getSchoolYear)
          .thenComparing(Sorting::getGradeLevel)
          .thenComparing(Sorting::getSubject);

  /** Rows that fit, by district, school, school year, grade and subject. */
  public List<Sorting> answer(Collection<Sorting> rows) {
    return rows.stream().filter(this::fits).sorted(ORDER).toList();
  }

  private boolean fits(Sorting row) {
    return fits(districtIds, row.getDistrictId())
        && fits(schoolIds, row.getSchoolId())
        && fits(schoolYears, row.getSchoolYear())
        && fits(gradeLevels, row.getGradeLevel())
        && fits(subjects, row.getSubject().name());
  }

  private static <T> boolean fits(Set<T> wanted, T value) {
    return wanted.isEmpty() || wanted.contains(value);
  }
}
