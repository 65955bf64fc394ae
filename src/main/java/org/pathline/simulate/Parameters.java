package org.pathline.simulate;

/**
 * What a simulated state is made from; the same parameters always give the same bytes.
 *
 * @param students number of lives, at least 1
 * @param seed seed of every draw
 * @param districts number of districts; 0 chooses by the number of schools
 * @param effect true effect of de-tracking on STEM entry by h(2), in probability, of HIGH students
 *     whose family cannot buy courses
 * @param clean whether to leave out corrections, duplicates, retractions and late records
 */
public record Parameters(int students, long seed, int districts, double effect, boolean clean) {
  /** Effect of de-tracking where none is asked for: eight points fewer. */
  public static final double DEFAULT_EFFECT = -0.08;

  /** Gain in mathematics grade points of LOW students under de-tracking, grades 8 to 10. */
  static final double LOW_GRADE_GAIN = 0.3;

  /** Checks the ranges. */
  public Parameters {
    if (students < 1) {
      throw new IllegalArgumentException("students is " + students + "; at least 1 is needed");
    }
    if (districts < 0) {
      throw new IllegalArgumentException("districts is " + districts + "; give 1 or more");
    }
    if (!(effect >= -0.3 && effect <= 0.3)) {
      throw new IllegalArgumentException(
          "effect is " + effect + "; it is a change of probability between -0.3 and 0.3");
    }
  }

  /** The same, with corrections and the like left out. */
  Parameters asClean() {
    return new Parameters(students, seed, districts, effect, true);
  }
}
