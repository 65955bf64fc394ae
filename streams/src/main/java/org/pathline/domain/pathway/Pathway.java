package org.pathline.domain.pathway;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Sex;
import org.pathline.domain.fact.Subject;

/**
 * Everything that is derived of one student from the facts that stand.
 *
 * @param studentId id under which the student goes on
 * @param aliasIds other ids of the student that received facts, sorted
 * @param anchor where and when the student joined a cohort; null for an unanchored student
 * @param priorPercentile percentile from 0 to 100 behind the prior achievement; null where unknown
 * @param gradePoints mean points on the 4.0 scale, times 10^9; null where there is none
 */
public record Pathway(
    String studentId,
    List<String> aliasIds,
    Settings settings,
    RaceEthnicity raceEthnicity,
    Sex sex,
    Indicator economicallyDisadvantaged,
    Indicator englishLearner,
    @Nullable Anchor anchor,
    PriorAchievement priorAchievement,
    @Nullable Double priorPercentile,
    List<CourseYear> courses,
    List<GradePace> pace,
    Channel firstAcceleration,
    OutcomeFlags outcomes,
    @Nullable Long gradePoints,
    List<Reached> milestones,
    List<RosterYear> rosters,
    List<GradePercentile> percentiles) {

  /** Third of the state norm before the anchor grade. */
  public enum PriorAchievement {
    LOW,
    MIDDLE,
    HIGH,
    UNKNOWN;

    /** Those that are known. */
    public static final List<PriorAchievement> THIRDS = List.of(LOW, MIDDLE, HIGH);

    /** Third in which a percentile lies: below 33 1/3, below 66 2/3, or above. */
    public static PriorAchievement of(double percentile) {
      if (percentile * 3 < 100) {
        return LOW;
      }
      return percentile * 3 < 200 ? MIDDLE : HIGH;
    }
  }

  /** Highest rung passed against the on-grade rung. */
  public enum Pace {
    BEHIND,
    ON_GRADE,
    AHEAD,
    UNKNOWN
  }

  /** Where a course was taken and, outside school, who paid. */
  public enum Channel {
    NONE,
    SCHOOL,
    OUTSIDE_PUBLIC,
    OUTSIDE_FAMILY,
    UNKNOWN
  }

  /** Where and when a student joined a cohort; the school year is the year in which it ends. */
  public record Anchor(
      String districtId,
      String schoolId,
      int schoolYear,
      Subject subject,
      int expectedGraduationYear) {}

  /** What a student did in one subject in one school year and kind of place; rung -1 is none. */
  public record CourseYear(
      Subject subject,
      int schoolYear,
      String gradeLevel,
      int rung,
      int rungPassed,
      CourseLevel level,
      String bestMark,
      boolean passed,
      Channel takenIn) {}

  /** Pace by the end of one grade. */
  public record GradePace(int grade, int rungPassed, Pace pace) {}

  /** A milestone, its date and the fact that proves it. */
  public record Reached(
      Milestone milestone, LocalDate reachedOn, FactType factType, String factKey) {}

  /** A seat in a section. */
  public record Seat(String sectionId, Subject subject, CourseLevel courseLevel) {}

  /** The sections of one school year at one school and grade level. */
  public record RosterYear(
      String districtId, String schoolId, int schoolYear, String gradeLevel, List<Seat> seats) {}

  /** Latest percentile of a subject in a grade. */
  public record GradePercentile(Subject subject, String gradeLevel, double percentile) {}
}
