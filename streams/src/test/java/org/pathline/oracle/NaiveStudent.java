package org.pathline.oracle;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;

/**
 * Everything that follows from one student's standing facts, in plain types.
 *
 * <p>Null for a student without anchor: districtId, schoolId, anchorYear, expectedYear. Null where
 * there is none: gradePoints, firstAheadGrade.
 *
 * @param aliases other ids that resolve to this student by a standing link
 * @param prior LOW, MIDDLE, HIGH or UNKNOWN
 * @param channel SCHOOL, OUTSIDE_PUBLIC, OUTSIDE_FAMILY or NONE
 * @param firstAheadGrade first grade in which the pace is AHEAD
 * @param pace AHEAD, ON_GRADE or BEHIND by grade
 * @param outcomes one per name in {@link #OUTCOMES}
 * @param gradePoints mean on the 4.0 scale with nine decimals
 * @param milestones those held, by name
 */
public record NaiveStudent(
    String studentId,
    SortedSet<String> aliases,
    String raceEthnicity,
    String sex,
    String economicallyDisadvantaged,
    String englishLearner,
    String districtId,
    String schoolId,
    Integer anchorYear,
    Integer expectedYear,
    String prior,
    String channel,
    Integer firstAheadGrade,
    SortedMap<Integer, String> pace,
    SortedMap<String, Outcome> outcomes,
    BigDecimal gradePoints,
    SortedMap<String, Milestone> milestones) {

  /** Names of the outcomes, as published. */
  public static final List<String> OUTCOMES =
      List.of(
          "advancedCourse",
          "algebraBy8",
          "calculusBy12",
          "gradePoints",
          "onTimeGraduation",
          "college16Months",
          "stemEntry2",
          "stemEntry6",
          "stemEntry2College",
          "stemEntry6College",
          "stemPersistence6",
          "stemSwitched6",
          "stemLeft6",
          "stemDegree6",
          "stemOccupation10");

  /** Names of the milestones, as published. */
  public static final List<String> MILESTONES =
      List.of(
          "ALGEBRA_BY_8",
          "CALCULUS_BY_12",
          "ON_TIME_GRADUATION",
          "COLLEGE_16_MONTHS",
          "FIRST_MAJOR_STEM",
          "STEM_ENTRY",
          "STEM_PERSISTENCE",
          "STEM_DEGREE",
          "STEM_OCCUPATION");

  /** Names of the channels of first acceleration. */
  public static final List<String> CHANNELS =
      List.of("SCHOOL", "OUTSIDE_PUBLIC", "OUTSIDE_FAMILY", "NONE");

  /** One outcome of one student; attained implies observed, and observed implies eligible. */
  public record Outcome(boolean eligible, boolean observed, boolean attained) {
    /** The outcome of a student without anchor. */
    public static final Outcome NOTHING = new Outcome(false, false, false);
  }

  /**
   * A milestone that a student holds.
   *
   * @param date date of the earliest fact that proves it
   * @param topic noun of the topic of that fact
   * @param identity identity of that fact as text
   */
  public record Milestone(LocalDate date, String topic, String identity) {}

  /** Whether the student has an anchor. */
  public boolean isAnchored() {
    return anchorYear != null;
  }
}
