package org.pathline.simulate;

import java.time.LocalDate;

/** Days as the millisecond at which records are stamped, noon UTC. */
final class Days {
  private static final long DAY = 86_400_000L;
  private static final long NOON = DAY / 2;

  private Days() {}

  static long noon(LocalDate day) {
    return day.toEpochDay() * DAY + NOON;
  }

  /** A stamp moved by whole days. */
  static long plus(long noon, int days) {
    return noon + days * DAY;
  }
}
