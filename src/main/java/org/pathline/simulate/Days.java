package org.pathline.simulate;

import java.time.LocalDate;

/** Days as text and as the millisecond at which records are stamped, noon UTC. */
final class Days {
  private static final long DAY = 86_400_000L;
  private static final long NOON = DAY / 2;
  // The texts of all days that occur, since each is written many times over.
  private static final int FIRST = (int) LocalDate.of(1985, 1, 1).toEpochDay();
  private static final String[] TEXTS =
      new String[(int) (LocalDate.of(2031, 1, 1).toEpochDay() - FIRST)];

  static {
    for (int i = 0; i < TEXTS.length; i++) {
      TEXTS[i] = LocalDate.ofEpochDay(FIRST + i).toString();
    }
  }

  private Days() {}

  static long noon(LocalDate day) {
    return day.toEpochDay() * DAY + NOON;
  }

  /** A stamp moved by whole days. */
  static long plus(long noon, int days) {
    return noon + days * DAY;
  }

  static String text(LocalDate day) {
    return text(day.toEpochDay());
  }

  private static String text(long epochDay) {
    int at = (int) epochDay - FIRST;
    return at >= 0 && at < TEXTS.length ? TEXTS[at] : LocalDate.ofEpochDay(epochDay).toString();
  }

  /** A stamp as text, such as 2015-06-15T12:00:00Z. */
  static String stamp(long noon) {
    return text(Math.floorDiv(noon, DAY)) + "T12:00:00Z";
  }
}
