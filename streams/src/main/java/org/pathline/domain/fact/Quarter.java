package org.pathline.domain.fact;

import java.time.LocalDate;

/** Calendar quarters as {@code 2015Q3}; {@code 2015-Q3} and {@code 2015-3} are understood too. */
public final class Quarter {
  private Quarter() {}

  /** Whether the text is a quarter. */
  public static boolean isValid(String quarter) {
    return quarter.matches("[12][0-9]{3}(-?Q|-)[1-4]");
  }

  /** First day of a valid quarter. */
  public static LocalDate begin(String quarter) {
    int year = Integer.parseInt(quarter.substring(0, 4));
    int number = quarter.charAt(quarter.length() - 1) - '0';
    return LocalDate.of(year, 3 * number - 2, 1);
  }

  /** Last day of a valid quarter. */
  public static LocalDate end(String quarter) {
    return begin(quarter).plusMonths(3).minusDays(1);
  }
}
