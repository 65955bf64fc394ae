package org.pathline.simulate;

/** The marks that the simulated schools print, with their points and whether they pass. */
final class Marks {
  private static final String[] LETTERS = {
    "A+", "A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-", "F"
  };
  private static final int[] TENTHS = {40, 40, 37, 33, 30, 27, 23, 20, 17, 13, 10, 7, 0};
  private static final int[] FLOORS = {101, 93, 90, 87, 83, 80, 77, 73, 70, 67, 63, 60, 0};

  /** Tenths of points of a mark that has none. */
  static final int NO_POINTS = -1;

  private Marks() {}

  /**
   * A mark for a quality on the 4.0 scale; a few marks say only that the student passed or left.
   */
  static String draw(Draws dice, double quality, boolean numeric) {
    double odd = dice.uniform();
    if (odd < 0.012) {
      return quality < 0.7 ? "NP" : "P";
    }
    if (odd < 0.017) {
      return odd < 0.015 ? "W" : "I";
    }
    if (numeric) {
      return Integer.toString((int) Math.max(35, Math.min(100, Math.round(55 + 10.5 * quality))));
    }
    int at = quality >= 4.25 ? 0 : 1;
    while (at < LETTERS.length - 1 && TENTHS[at] > quality * 10 + 1.5) {
      at++;
    }
    return LETTERS[at];
  }

  /** Tenths of points on the 4.0 scale, or {@link #NO_POINTS}. */
  static int tenths(String mark) {
    if (isNumber(mark)) {
      int number = Integer.parseInt(mark);
      for (int i = 1; i < FLOORS.length; i++) {
        if (number >= FLOORS[i]) {
          return TENTHS[i];
        }
      }
    }
    for (int i = 0; i < LETTERS.length; i++) {
      if (LETTERS[i].equals(mark)) {
        return TENTHS[i];
      }
    }
    return NO_POINTS;
  }

  static boolean passes(String mark) {
    return mark.equals("P") || tenths(mark) > 0;
  }

  /** Whether a mark is a number of percent. */
  static boolean isNumber(String mark) {
    return mark.charAt(0) >= '0' && mark.charAt(0) <= '9';
  }
}
