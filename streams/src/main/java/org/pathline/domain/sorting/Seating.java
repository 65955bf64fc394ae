package org.pathline.domain.sorting;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.GradeLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Pathway.GradePercentile;
import org.pathline.domain.pathway.Pathway.RosterYear;

/**
 * What one student adds to one section.
 *
 * @param priorPercentile percentile from 0 to 100, times 1,000, of the student's latest assessment
 *     of the section's subject in the grade before the roster's; null where there is none
 * @param level level of the student's own seat: a section that is taught at two levels at once
 *     counts each student where the student sits
 */
public record Seating(
    RosterKey roster,
    String sectionId,
    CourseLevel level,
    @Nullable Long priorPercentile,
    RaceEthnicity raceEthnicity,
    Indicator economicallyDisadvantaged) {

  private static final double SCALE = SectionSums.SCALE;

  private record Place(RosterKey roster, String sectionId) {}

  /**
   * Seats of a student, at most one in each section.
   *
   * <p>Every standing seat of the school year counts, however long it lasted. Two seats of one
   * student in one section, as two facts under ids of their own may give, are one at the more
   * demanding level. Prior achievement is looked for in the grade before the roster's and nowhere
   * else, so that what the section taught cannot be in it; in the year after a repeated grade it is
   * the latest result of that grade.
   */
  public static List<Seating> of(
      List<RosterYear> rosters,
      List<GradePercentile> percentiles,
      RaceEthnicity raceEthnicity,
      Indicator economicallyDisadvantaged) {
    Map<Place, Seating> seatings = new LinkedHashMap<>();
    for (RosterYear year : rosters) {
      for (Pathway.Seat seat : year.seats()) {
        RosterKey roster =
            new RosterKey(
                year.districtId(),
                year.schoolId(),
                year.schoolYear(),
                year.gradeLevel(),
                seat.subject());
        Seating seating =
            new Seating(
                roster,
                seat.sectionId(),
                seat.courseLevel(),
                prior(percentiles, seat.subject(), year.gradeLevel()),
                raceEthnicity,
                economicallyDisadvantaged);
        seatings.merge(
            new Place(roster, seat.sectionId()),
            seating,
            (one, two) -> isHigher(two.level, one.level) ? two : one);
      }
    }
    return List.copyOf(seatings.values());
  }

  private static boolean isHigher(CourseLevel one, CourseLevel two) {
    return one.demand() > two.demand();
  }

  private static @Nullable Long prior(
      List<GradePercentile> percentiles, Subject subject, String gradeLevel) {
    int grade = GradeLevel.number(gradeLevel);
    if (grade == GradeLevel.NONE) {
      return null;
    }
    for (GradePercentile each : percentiles) {
      if (each.subject() == subject && GradeLevel.number(each.gradeLevel()) == grade - 1) {
        return Math.round(each.percentile() * SCALE);
      }
    }
    return null;
  }
}
