package org.pathline.publish;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * ISO 8601 date-times, also as databases write them. One without an offset is refused, since which
 * zone it means cannot be known.
 */
public final class Timestamps {
  private static final int SECONDS_LENGTH = "2015-08-31T12:00:00".length();

  private static final Pattern OF_DATABASES =
      Pattern.compile(
          "([0-9]{4}-[0-9]{2}-[0-9]{2})[Tt ]([0-9:.]{5,18})"
              + "(?: ?([Zz]|UTC|GMT|([+-][0-9]{2})(?::?([0-9]{2}))?))?");

  private static final long DAY = 86_400_000L;

  /** The time of day of what is known by its day only. */
  private static final long NOON = DAY / 2;

  // The texts of most days that occur, since each is written many times over.
  private static final int FIRST = (int) LocalDate.of(1985, 1, 1).toEpochDay();
  private static final String[] DAYS =
      IntStream.range(FIRST, (int) LocalDate.of(2031, 1, 1).toEpochDay())
          .mapToObj(day -> LocalDate.ofEpochDay(day).toString())
          .toArray(String[]::new);

  private Timestamps() {}

  /** A day as text, such as 2015-08-31. */
  public static String text(LocalDate day) {
    int at = (int) day.toEpochDay() - FIRST;
    return at >= 0 && at < DAYS.length ? DAYS[at] : day.toString();
  }

  /** Milliseconds since 1970 UTC as text, such as 2015-08-31T12:00:00Z. */
  public static String text(long millis) {
    long inDay = Math.floorMod(millis, DAY);
    return inDay == NOON
        ? text(LocalDate.ofEpochDay(Math.floorDiv(millis, DAY))) + "T12:00:00Z"
        : Instant.ofEpochMilli(millis).toString();
  }

  /**
   * Milliseconds since 1970 UTC; finer fractions are cut.
   *
   * @throws BadCell when the text is no date-time
   */
  public static long parse(String text) throws BadCell {
    try {
      // The form that nearly every export has, an order of magnitude faster than a formatter.
      int end = text.length() - 1;
      if (end >= SECONDS_LENGTH
          && text.charAt(end) == 'Z'
          && isFraction(text, end)
          && text.charAt(4) == '-'
          && text.charAt(7) == '-'
          && text.charAt(10) == 'T'
          && text.charAt(13) == ':'
          && text.charAt(16) == ':') {
        int hour = CellKind.digits(text, 11, 13);
        int minute = CellKind.digits(text, 14, 16);
        int second = CellKind.digits(text, 17, 19);
        if (hour < 24 && minute < 60 && second < 60) {
          long day =
              LocalDate.of(
                      CellKind.digits(text, 0, 4),
                      CellKind.digits(text, 5, 7),
                      CellKind.digits(text, 8, 10))
                  .toEpochDay();
          return (((day * 24 + hour) * 60 + minute) * 60 + second) * 1000 + millis(text, end);
        }
      }
      return OffsetDateTime.parse(iso(text), DateTimeFormatter.ISO_DATE_TIME)
          .toInstant()
          .toEpochMilli();
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      throw new BadCell(
          "'" + text + "'",
          isLocal(text)
              ? "has no offset from UTC, such as Z or -06:00; say with --zone which time zone it"
                  + " means"
              : "is not a date-time such as 2015-08-31T12:00:00Z");
    }
  }

  /**
   * The text as ISO 8601 has it where a database wrote it with a blank between day and time or
   * before the offset, with an offset of hours alone or without its colon, or with UTC in its
   * place.
   */
  private static String iso(String text) {
    Matcher matcher = OF_DATABASES.matcher(text);
    if (!matcher.matches()) {
      return text;
    }
    String zone = matcher.group(3);
    String hours = matcher.group(4);
    String offset =
        hours != null
            ? hours + ":" + (matcher.group(5) == null ? "00" : matcher.group(5))
            : zone == null ? "" : "Z";
    return matcher.group(1) + "T" + matcher.group(2) + offset;
  }

  /** Whether nothing, or a point and one to nine digits, stands between the seconds and an end. */
  private static boolean isFraction(String text, int end) {
    if (end == SECONDS_LENGTH) {
      return true;
    }
    int digits = end - SECONDS_LENGTH - 1;
    if (text.charAt(SECONDS_LENGTH) != '.' || digits < 1 || digits > 9) {
      return false;
    }
    for (int i = SECONDS_LENGTH + 1; i < end; i++) {
      if (text.charAt(i) < '0' || text.charAt(i) > '9') {
        return false;
      }
    }
    return true;
  }

  private static int millis(String text, int end) {
    int millis = 0;
    for (int i = SECONDS_LENGTH + 1; i <= SECONDS_LENGTH + 3; i++) {
      millis = 10 * millis + (i < end ? text.charAt(i) - '0' : 0);
    }
    return millis;
  }

  /** Whether the text is a date-time without offset. */
  public static boolean isLocal(String text) {
    try {
      LocalDateTime.parse(iso(text), DateTimeFormatter.ISO_LOCAL_DATE_TIME);
      return true;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * The text with the offset that a zone had at its time; as it is where it is no date-time without
   * offset.
   *
   * @throws BadCell when clocks of the zone showed that time twice or never
   */
  public static String in(ZoneId zone, String text) throws BadCell {
    if (!isLocal(text)) {
      return text;
    }
    String iso = iso(text);
    LocalDateTime local = LocalDateTime.parse(iso, DateTimeFormatter.ISO_LOCAL_DATE_TIME);
    List<ZoneOffset> offsets = zone.getRules().getValidOffsets(local);
    if (offsets.size() != 1) {
      throw new BadCell(
          "clocks in "
              + zone
              + " showed '"
              + text
              + (offsets.isEmpty() ? "' never" : "' twice")
              + "; give its offset from UTC");
    }
    return iso + offsets.get(0);
  }
}
