package org.pathline.domain.fact;

/**
 * Marks as printed: A+ to F, P (pass), NP (no pass), W (withdrawn), I (incomplete), or 0 to 100.
 *
 * <p>Letters and numbers convert to the 4.0 scale as on College Board's conversion table, extended
 * downwards by D- (60 to 62, 0.7 points), so that passing begins at 60: A+ and A 4.0, A- 3.7, B+
 * 3.3, B 3.0, B- 2.7, C+ 2.3, C 2.0, C- 1.7, D+ 1.3, D 1.0, D- 0.7, F 0.
 */
public final class Mark {
  /** Points of a mark that has none, such as P or W. */
  public static final double NO_POINTS = -1;

  private static final double LOWEST_PASS = 60;
  private static final double[] FLOORS = {93, 90, 87, 83, 80, 77, 73, 70, 67, 63, 60};
  private static final double[] POINTS = {4.0, 3.7, 3.3, 3.0, 2.7, 2.3, 2.0, 1.7, 1.3, 1.0, 0.7};

  private Mark() {}

  /** Points on the 4.0 scale, or {@link #NO_POINTS}. */
  public static double points(String mark) {
    switch (mark) {
      case "A+", "A":
        return 4.0;
      case "A-":
        return 3.7;
      case "B+":
        return 3.3;
      case "B":
        return 3.0;
      case "B-":
        return 2.7;
      case "C+":
        return 2.3;
      case "C":
        return 2.0;
      case "C-":
        return 1.7;
      case "D+":
        return 1.3;
      case "D":
        return 1.0;
      case "D-":
        return 0.7;
      case "F":
        return 0;
      case "P", "NP", "W", "I":
        return NO_POINTS;
      default:
        return pointsOfNumber(number(mark));
    }
  }

  private static double pointsOfNumber(double number) {
    if (Double.isNaN(number)) {
      return NO_POINTS;
    }
    for (int i = 0; i < FLOORS.length; i++) {
      if (number >= FLOORS[i]) {
        return POINTS[i];
      }
    }
    return 0;
  }

  /** Whether the mark passes a course. */
  public static boolean isPass(String mark) {
    if (mark.isEmpty()) {
      return false;
    }
    char first = mark.charAt(0);
    if (first >= '0' && first <= '9') {
      return number(mark) >= LOWEST_PASS;
    }
    return mark.equals("P") || (first >= 'A' && first <= 'D' && points(mark) > 0);
  }

  /** Whether the mark is one of those listed above. */
  public static boolean isValid(String mark) {
    return points(mark) != NO_POINTS
        || mark.equals("P")
        || mark.equals("NP")
        || mark.equals("W")
        || mark.equals("I");
  }

  private static double number(String mark) {
    if (mark.isEmpty() || mark.length() > 8) {
      return Double.NaN;
    }
    int dots = 0;
    for (int i = 0; i < mark.length(); i++) {
      char c = mark.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return Double.NaN;
      }
    }
    if (dots > 1 || dots == mark.length()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(mark);
    return number <= 100 ? number : Double.NaN;
  }
}
