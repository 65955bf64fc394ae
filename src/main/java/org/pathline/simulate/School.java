package org.pathline.simulate;

import org.pathline.domain.fact.Acceleration;

/**
 * A school for kindergarten to grade 8, or a high school.
 *
 * @param id school id
 * @param district its district
 * @param zone index of the zone it belongs to
 * @param size weight of its cohorts: 1 is about 100 students
 * @param poverty share of economically disadvantaged students
 * @param level what the school adds to the log-odds of choosing STEM, the same in all years
 * @param detrackedFrom first school year of de-tracking, or {@link #NEVER}
 * @param districtWide whether its district de-tracked, rather than the school alone
 * @param acceleration who may take Algebra I in grade 8 while the school tracks
 * @param partial whether it sorts only roughly while it tracks
 * @param sortsAnyway whether its rosters stay sorted after de-tracking
 */
record School(
    String id,
    District district,
    int zone,
    double size,
    double poverty,
    double level,
    int detrackedFrom,
    boolean districtWide,
    Acceleration acceleration,
    boolean partial,
    boolean sortsAnyway) {
  static final int NEVER = Integer.MAX_VALUE;

  boolean detracked(int schoolYear) {
    return schoolYear >= detrackedFrom;
  }
}
