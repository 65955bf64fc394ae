package org.pathline.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.SchoolYear;
import org.pathline.publish.BadRow;

/** Dates as exports write them. */
public final class Dates {
  private static final int DAY = "2015-08-31".length();
  private static final int COMPACT = "20150831".length();

  private Dates() {}

  /**
   * Date of an ISO day, or of an ISO time, whose time of day is left out; null for null.
   *
   * @throws BadRow when the text is neither
   */
  public static @Nullable LocalDate of(String field, @Nullable String text) throws BadRow {
    if (text == null) {
      return null;
    }
    LocalDate date = iso(text);
    if (date == null) {
      throw new BadRow(field, "'" + text + "' is not a date such as 2015-08-31");
    }
    return date;
  }

  /** The same; null where the text is neither. */
  public static @Nullable LocalDate iso(@Nullable String text) {
    if (text == null || text.length() < DAY) {
      return null;
    }
    if (text.length() > DAY && text.charAt(DAY) != 'T' && text.charAt(DAY) != ' ') {
      return null;
    }
    int year = number(text, 0, 4);
    int month = number(text, 5, 7);
    int day = number(text, 8, DAY);
    if (year < 0 || month < 0 || day < 0 || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    try {
      return LocalDate.of(year, month, day);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** Number that the digits of a part of the text make; below zero where it holds others. */
  private static int number(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      char c = text.charAt(i);
      if (c < '0' || c > '9') {
        return -1;
      }
      number = 10 * number + (c - '0');
    }
    return number;
  }

  /**
   * Date of eight digits such as 20150831, or of an ISO day; null for null.
   *
   * @throws BadRow when the text is neither
   */
  public static @Nullable LocalDate compact(String field, @Nullable String text) throws BadRow {
    int digits = text == null ? 0 : number(text, 0, Math.min(text.length(), COMPACT + 1));
    if (text == null || digits == 0) {
      return null;
    }
    try {
      if (text.length() == COMPACT && digits > 0) {
        return LocalDate.of(digits / 10_000, digits / 100 % 100, digits % 100);
      }
    } catch (DateTimeException e) {
      throw new BadRow(field, "'" + text + "' is not a date such as 20150831");
    }
    LocalDate date = iso(text);
    if (date == null) {
      throw new BadRow(field, "'" + text + "' is not a date such as 20150831");
    }
    return date;
  }

  /** School year in which most of a period lies. */
  public static int schoolYear(LocalDate begin, LocalDate end) {
    return SchoolYear.of(begin.plusDays(Math.max(0, ChronoUnit.DAYS.between(begin, end) / 2)));
  }
}
