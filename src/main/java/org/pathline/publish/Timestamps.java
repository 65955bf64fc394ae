package org.pathline.publish;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;

/** ISO 8601 date-times; one without an offset is taken as UTC. */
final class Timestamps {
  private static final int SECONDS_LENGTH = "2015-08-31T12:00:00".length();

  private Timestamps() {}

  /**
   * Milliseconds since 1970 UTC; finer fractions are cut.
   *
   * @throws BadCell when the text is no date-time
   */
  static long parse(String text) throws BadCell {
    try {
      // The form that nearly every export has, an order of magnitude faster than a formatter.
      if (text.length() == SECONDS_LENGTH + 1
          && text.charAt(SECONDS_LENGTH) == 'Z'
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
          return (((day * 24 + hour) * 60 + minute) * 60 + second) * 1000;
        }
      }
      TemporalAccessor time =
          DateTimeFormatter.ISO_DATE_TIME.parseBest(
              text, OffsetDateTime::from, LocalDateTime::from);
      return time instanceof OffsetDateTime offset
          ? offset.toInstant().toEpochMilli()
          : LocalDateTime.from(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    } catch (DateTimeException | NumberFormatException | ArithmeticException e) {
      throw new BadCell("'" + text + "' is not a date-time such as 2015-08-31T12:00:00Z");
    }
  }
}
