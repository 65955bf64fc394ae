package org.pathline.domain.fact;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * A mark as printed: A+ to F, P (pass), NP (no pass), W (withdrawn), I (incomplete), or 0 to 100.
 *
 * <p>Letters and numbers convert to the 4.0 scale as on College Board's conversion table, extended
 * downwards by D- (60 to 62, 0.7 points), so that passing begins at 60: A+ and A 4.0, A- 3.7, B+
 * 3.3, B 3.0, B- 2.7, C+ 2.3, C 2.0, C- 1.7, D+ 1.3, D 1.0, D- 0.7, F 0.
 *
 * @param points on the 4.0 scale, or {@link #NO_POINTS}
 * @param passes whether the mark passes a course
 */
public record Mark(double points, boolean passes) {
  /** Points of a mark that has none, such as P or W. */
  public static final double NO_POINTS = -1;

  private static final Mark NONE = new Mark(NO_POINTS, false);
  private static final int LONGEST_NUMBER = 8;
  private static final int[] FLOORS = {93, 90, 87, 83, 80, 77, 73, 70, 67, 63, 60};
  private static final Mark[] LETTERS =
      DoubleStream.of(4.0, 3.7, 3.3, 3.0, 2.7, 2.3, 2.0, 1.7, 1.3, 1.0, 0.7)
          .mapToObj(points -> new Mark(points, true))
          .toArray(Mark[]::new);
  private static final Mark FAIL = new Mark(0, false);
  private static final Map<String, Mark> PRINTED = printed();

  private static Map<String, Mark> printed() {
    String[] letters = {"A", "A-", "B+", "B", "B-", "C+", "C", "C-", "D+", "D", "D-"};
    Map<String, Mark> printed = new HashMap<>();
    printed.put("A+", LETTERS[0]);
    for (int i = 0; i < letters.length; i++) {
      printed.put(letters[i], LETTERS[i]);
    }
    printed.put("F", FAIL);
    printed.put("P", new Mark(NO_POINTS, true));
    printed.put("NP", NONE);
    printed.put("W", NONE);
    printed.put("I", NONE);
    for (int number = 0; number <= 100; number++) {
      printed.put(Integer.toString(number), ofNumber(number));
    }
    return printed;
  }

  /** Mark as it was printed; one that is none of those above has no points and passes nothing. */
  public static Mark of(String printed) {
    Mark known = PRINTED.get(printed);
    if (known != null) {
      return known;
    }
    double number = number(printed);
    return Double.isNaN(number) ? NONE : ofNumber(number);
  }

  /** Whether the text is one of the marks above. */
  public static boolean isValid(String printed) {
    return PRINTED.containsKey(printed) || !Double.isNaN(number(printed));
  }

  /** Whether the text is a number on the scale from 0 to 100. */
  static boolean isNumber(String printed) {
    return !Double.isNaN(number(printed));
  }

  private static Mark ofNumber(double number) {
    for (int i = 0; i < FLOORS.length; i++) {
      if (number >= FLOORS[i]) {
        return LETTERS[i];
      }
    }
    return FAIL;
  }

  private static double number(String text) {
    if (text.isEmpty() || text.length() > LONGEST_NUMBER) {
      return Double.NaN;
    }
    int dots = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '.') {
        dots++;
      } else if (c < '0' || c > '9') {
        return Double.NaN;
      }
    }
    if (dots > 1 || dots == text.length()) {
      return Double.NaN;
    }
    double number = Double.parseDouble(text);
    return number <= 100 ? number : Double.NaN;
  }
}
