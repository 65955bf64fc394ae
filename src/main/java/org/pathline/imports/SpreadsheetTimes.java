package org.pathline.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Days and times as spreadsheets save them, with the year last: {@code 8/31/2015} and {@code
 * 31.08.2015 6:05 PM}. Which of the first numbers is the month is the country's, and the file does
 * not say it.
 */
final class SpreadsheetTimes {
  static final String MONTH_FIRST = "M/D/Y";
  static final String DAY_FIRST = "D/M/Y";
  static final Set<String> ORDERS = Set.of(MONTH_FIRST, DAY_FIRST);

  private static final int NOON = 12;
  private static final Pattern FORM =
      Pattern.compile(
          "(?<one>\\d{1,2})(?<sign>[/.-])(?<two>\\d{1,2})\\k<sign>(?<year>\\d{4})"
              + "(?:[ T](?<hour>\\d{1,2}):(?<minute>\\d\\d)(?::(?<second>\\d\\d)(?:\\.\\d+)?)?"
              + "(?: ?(?<half>[AP])M)?)?",
          Pattern.CASE_INSENSITIVE);

  private SpreadsheetTimes() {}

  /** Whether a text is a day or a time so written. */
  static boolean is(String text) {
    return FORM.matcher(text).matches();
  }

  /** The same in the form of ISO 8601; null where it is no day or time in that order. */
  static @Nullable String iso(String text, String order) {
    Matcher parts = FORM.matcher(text);
    if (!parts.matches()) {
      return null;
    }
    boolean monthFirst = order.toUpperCase(Locale.ROOT).equals(MONTH_FIRST);
    try {
      LocalDate day =
          LocalDate.of(
              number(parts, "year"),
              number(parts, monthFirst ? "one" : "two"),
              number(parts, monthFirst ? "two" : "one"));
      if (parts.group("hour") == null) {
        return day.toString();
      }
      String half = parts.group("half");
      int hour = number(parts, "hour");
      if (half != null) {
        hour = hour % NOON + (half.equalsIgnoreCase("P") ? NOON : 0);
      }
      int second = parts.group("second") == null ? 0 : number(parts, "second");
      return day + "T" + LocalTime.of(hour, number(parts, "minute"), second);
    } catch (DateTimeException e) {
      return null;
    }
  }

  private static int number(Matcher parts, String name) {
    return Integer.parseInt(parts.group(name));
  }
}
