package org.pathline.domain.sorting;

import java.math.BigDecimal;
import org.pathline.domain.fact.CourseLevel;
import org.pathline.domain.fact.Indicator;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Subject;

/** Seats of one roster, in few words. */
final class Rosters {
  static final RosterKey KEY = new RosterKey("D1", "S1", 2011, "08", Subject.MATHEMATICS);

  private Rosters() {}

  /** A seat with a score, which may be null. */
  static Seating seat(String section, String score) {
    return new Seating(
        KEY,
        section,
        CourseLevel.G,
        score == null ? null : new BigDecimal(score).movePointRight(3).longValueExact(),
        RaceEthnicity.UNKNOWN,
        Indicator.UNKNOWN);
  }

  /** A roster with a section per text, each a list of scores; a dash is a missing one. */
  static RosterSums scores(String... sections) {
    RosterSums roster = new RosterSums();
    for (int i = 0; i < sections.length; i++) {
      for (String score : sections[i].split(" ")) {
        roster.add(seat("s" + i, score.equals("-") ? null : score), 1);
      }
    }
    return roster;
  }

  static ScoreSorting sorting(String... sections) {
    return Sorting.of(scores(sections)).scores();
  }
}
