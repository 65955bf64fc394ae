package org.pathline.domain.effect.cell;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

/**
 * Which cohorts of which districts say anything about an outcome yet.
 *
 * <p>An attained outcome is known however the records stand, its absence is not. So a cohort whose
 * horizon the records do not reach would look like one in which everybody attained (after school,
 * where absence needs a search) or nobody did (at school, where it needs none). Both are left out:
 *
 * <ul>
 *   <li>after school, a cohort in which somebody's outcome is not known and nobody's absence is;
 *   <li>at school, a cohort whose last school year counted lies after the one that the district's
 *       records reach: the expected graduation year of the latest cohort of which at least a fifth
 *       has graduated on time (fewer are those who graduate a year before the rest). Of a district
 *       without such a cohort only graduation itself is left out: how far its records reach cannot
 *       be told.
 * </ul>
 */
public final class Observability {
  private static final int REACHED_BY_ONE_IN = 5;
  private static final int POINTS_YEARS = 2;

  private final SortedMap<String, SortedMap<Integer, NotObservable>> missing = new TreeMap<>();

  private Observability() {}

  /** What the cells of all students say; those of some students could not tell. */
  public static Observability of(Outcome outcome, Settings settings, Iterable<Cell> cells) {
    return of(outcome, settings, sums(settings, cells));
  }

  /** Sums of all students by district and anchor year, of which each outcome is told. */
  public static SortedMap<String, SortedMap<Integer, CellSums>> sums(
      Settings settings, Iterable<Cell> cells) {
    SortedMap<String, SortedMap<Integer, CellSums>> sums = new TreeMap<>();
    for (Cell cell : cells) {
      if (cell.key().isAnchored() && cell.key().settings().equals(settings)) {
        sums.computeIfAbsent(cell.key().districtId(), absent -> new TreeMap<>())
            .computeIfAbsent(cell.key().anchorYear(), absent -> new CellSums())
            .add(cell.sums());
      }
    }
    return sums;
  }

  /**
   * What sums of all students say.
   *
   * @param sums by district and anchor year
   */
  public static Observability of(
      Outcome outcome, Settings settings, SortedMap<String, SortedMap<Integer, CellSums>> sums) {
    Observability observability = new Observability();
    for (Map.Entry<String, SortedMap<Integer, CellSums>> district : sums.entrySet()) {
      Integer reach = reach(settings, district.getValue());
      for (Map.Entry<Integer, CellSums> cohort : district.getValue().entrySet()) {
        String reason = reason(outcome, settings, cohort.getKey(), cohort.getValue(), reach);
        if (reason != null) {
          observability
              .missing
              .computeIfAbsent(district.getKey(), absent -> new TreeMap<>())
              .put(cohort.getKey(), new NotObservable(district.getKey(), cohort.getKey(), reason));
        }
      }
    }
    return observability;
  }

  /** Whether the outcome of a cohort can be known. */
  public boolean isObservable(String districtId, int anchorYear) {
    return !missing.containsKey(districtId) || !missing.get(districtId).containsKey(anchorYear);
  }

  /** Cohorts that are left out, in order of district and year. */
  public List<NotObservable> missing() {
    List<NotObservable> all = new ArrayList<>();
    missing.values().forEach(district -> all.addAll(district.values()));
    return all;
  }

  private static @Nullable String reason(
      Outcome outcome, Settings settings, int anchorYear, CellSums sums, @Nullable Integer reach) {
    int lastSchoolYear =
        switch (outcome) {
          case ALGEBRA_BY_8 -> settings.expectedGraduationYear(anchorYear) - 4;
          case GRADE_POINTS -> anchorYear + POINTS_YEARS;
          case ADVANCED_COURSE, CALCULUS_BY_12, ON_TIME_GRADUATION ->
              settings.expectedGraduationYear(anchorYear);
          default -> 0;
        };
    if (lastSchoolYear == 0) {
      return isAbsenceKnown(outcome, sums)
          ? null
          : "no search reaches the horizon: nobody's absence is known";
    }
    if (reach == null) {
      return outcome == Outcome.ON_TIME_GRADUATION
          ? "nobody of the district has graduated yet"
          : null;
    }
    return lastSchoolYear <= reach
        ? null
        : "the district's records end before school year " + lastSchoolYear;
  }

  private static boolean isAbsenceKnown(Outcome outcome, CellSums sums) {
    // Switching and leaving are known of those who persist, without any search.
    Outcome proof =
        outcome == Outcome.STEM_SWITCHED_6 || outcome == Outcome.STEM_LEFT_6
            ? Outcome.STEM_PERSISTENCE_6
            : outcome;
    long observed = sums.observed(outcome);
    return observed == sums.eligible(outcome) || observed > sums.attained(proof);
  }

  private static @Nullable Integer reach(Settings settings, SortedMap<Integer, CellSums> cohorts) {
    Integer reach = null;
    for (Map.Entry<Integer, CellSums> cohort : cohorts.entrySet()) {
      long observed = cohort.getValue().observed(Outcome.ON_TIME_GRADUATION);
      long attained = cohort.getValue().attained(Outcome.ON_TIME_GRADUATION);
      if (attained > 0 && attained * REACHED_BY_ONE_IN >= observed) {
        reach = settings.expectedGraduationYear(cohort.getKey());
      }
    }
    return reach;
  }
}
