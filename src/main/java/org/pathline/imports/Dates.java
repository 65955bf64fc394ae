package org.pathline.imports;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.SchoolYear;

/** Dates as exports write them. */
public final class Dates {
  /** School year of which none is known. */
  public static final int NO_YEAR = 0;

  private static final int DAY = "2015-08-31".length();
  private static final int YEAR = "2015".length();
  private static final int COMPACT = "20150831".length();

  private Dates() {}

  /** Date of an ISO day, or of an ISO time, whose time of day is left out; null for neither. */
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

  /** Year in which a school year ends: 2022 and 2021-2022 alike; {@link #NO_YEAR} for none. */
  public static int year(@Nullable String text) {
    if (text == null) {
      return NO_YEAR;
    }
    int begin = text.length() - YEAR;
    boolean isSpan =
        begin == YEAR + 1 && number(text, 0, YEAR) >= 0 && number(text, YEAR, begin) < 0;
    return begin == 0 || isSpan ? Math.max(NO_YEAR, number(text, begin, text.length())) : NO_YEAR;
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

  /** Whether a text says by its zeros that there is no day. */
  static boolean isNone(String text) {
    return number(text, 0, Math.min(text.length(), COMPACT + 1)) == 0;
  }

  /** Date of eight digits such as 20150831; null for none. */
  static @Nullable LocalDate compact(String text) {
    int digits = text.length() == COMPACT ? number(text, 0, COMPACT) : -1;
    try {
      return digits < 0 ? null : LocalDate.of(digits / 10_000, digits / 100 % 100, digits % 100);
    } catch (DateTimeException e) {
      return null;
    }
  }

  /** School year in which most of a period lies. */
  public static int schoolYear(LocalDate begin, LocalDate end) {
    return SchoolYear.of(begin.plusDays(Math.max(0, ChronoUnit.DAYS.between(begin, end) / 2)));
  }
}
