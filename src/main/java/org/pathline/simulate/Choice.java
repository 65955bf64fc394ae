package org.pathline.simulate;

import java.util.List;

/**
 * Whether a person means to study a STEM major, with and without the policy of the anchor school.
 *
 * <p>This is the only place where the policy acts on what comes after school. Both answers come
 * from one draw, so the true effect among any students is the difference of their counts.
 *
 * @param treated whether the anchor school had de-tracked in the anchor year
 * @param affected whether the policy acts on this person: HIGH, and the family cannot buy courses
 * @param stem the choice as made
 * @param stemUntreated the choice had the school not de-tracked
 */
record Choice(boolean treated, boolean affected, boolean stem, boolean stemUntreated) {
  private static final int ANCHOR_GRADE = 8;

  static Choice make(
      double effect, Person person, List<Attendance> years, double prior, Draws dice) {
    School anchor = null;
    int anchorYear = 0;
    for (Attendance year : years) {
      if (year.grade() == ANCHOR_GRADE && anchor == null) {
        anchor = year.on(year.censusDay());
        anchorYear = year.year();
      }
    }
    boolean treated = anchor != null && anchor.detracked(anchorYear);
    boolean affected = !person.canBuy() && prior * 3 >= 200;
    double base =
        Draws.logistic(
            -1.3
                + 0.75 * person.ability()
                + (person.sex() == org.pathline.domain.fact.Sex.MALE ? 0.25 : 0)
                + (anchor == null ? 0 : anchor.level()));
    double draw = dice.uniform();
    // The effect is meant per cohort member; the choice is made only by those who go to college.
    double shift = treated && affected ? effect / person.collegeChance() : 0;
    boolean goes = person.goesToCollege();
    return new Choice(treated, affected, goes && draw < base + shift, goes && draw < base);
  }
}
