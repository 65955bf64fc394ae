package org.pathline.simulate;

import java.util.Locale;
import org.pathline.domain.fact.RaceEthnicity;
import org.pathline.domain.fact.Sex;

/**
 * Who a student is, including what no record shows.
 *
 * @param number number of the student, from 0
 * @param id pseudonymous id
 * @param home school in which the student's cohort starts
 * @param cohort anchor year of that cohort
 * @param poor economically disadvantaged
 * @param canBuy whether the family could pay for a course outside school
 * @param ability what drives scores, marks and choices; mean about 0, variance about 1
 * @param collegeChance probability of going to college
 * @param goesToCollege whether it comes true
 */
record Person(
    int number,
    String id,
    School home,
    int cohort,
    RaceEthnicity race,
    Sex sex,
    boolean poor,
    boolean englishLearner,
    boolean canBuy,
    double ability,
    double collegeChance,
    boolean goesToCollege) {
  private static final RaceEthnicity[] RACES = {
    RaceEthnicity.WHITE,
    RaceEthnicity.HISPANIC,
    RaceEthnicity.BLACK,
    RaceEthnicity.ASIAN,
    RaceEthnicity.TWO_OR_MORE,
    RaceEthnicity.AMERICAN_INDIAN,
    RaceEthnicity.PACIFIC_ISLANDER,
    RaceEthnicity.UNKNOWN
  };
  // Roughly the public schools of the United States; the second row is disadvantage within each.
  private static final double[] SHARES = {0.46, 0.28, 0.15, 0.055, 0.035, 0.01, 0.004, 0.006};
  private static final double[] POVERTY = {0.34, 0.64, 0.67, 0.33, 0.45, 0.65, 0.55, 0.48};
  private static final double MEAN_POVERTY = 0.48;

  static Person born(long seed, int number, School home, int cohort) {
    Draws dice = Draws.of(seed, number, Purpose.PERSON);
    int race = dice.weighted(SHARES);
    boolean poor = dice.chance(POVERTY[race] + home.poverty() - MEAN_POVERTY);
    double ability = 0.85 * dice.normal() + (poor ? -0.4 : 0.4);
    double sex = dice.uniform();
    double chance = Draws.logistic(0.55 + 0.85 * ability + (poor ? -0.3 : 0.3));
    return new Person(
        number,
        id(seed, number, Purpose.STUDENT_ID),
        home,
        cohort,
        RACES[race],
        sex < 0.488 ? Sex.FEMALE : sex < 0.995 ? Sex.MALE : Sex.NONBINARY,
        poor,
        dice.chance(RACES[race] == RaceEthnicity.HISPANIC ? 0.25 : 0.04),
        !poor && dice.chance(0.55),
        ability,
        chance,
        dice.chance(chance));
  }

  /** An id that no other student or alias of the same seed has. */
  static String id(long seed, long number, long purpose) {
    return String.format(
        Locale.ROOT, "s%016x", Draws.mix((number << 4 | purpose) ^ Draws.mix(seed)));
  }
}
