package org.pathline.domain.fact;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;

/** How much a fact may hold: more than any honest one needs. */
public final class Bounds {
  /** UTF-16 units of an id or a code. */
  public static final int LONGEST_ID = 128;

  /** UTF-16 units of a free text, such as the title of a degree or the citation of a policy. */
  public static final int LONGEST_TEXT = 1_000;

  /** Elements of any list; lists of some fields have lower bounds of their own. */
  public static final int MOST_VALUES = 100;

  /** CIP codes of one postsecondary term. */
  public static final int MOST_ENROLLMENT_CIPS = 2;

  /** CIP codes of one postsecondary degree. */
  public static final int MOST_DEGREE_CIPS = 4;

  /** Points on the 4.0 scale; weighted ones go a little further. */
  public static final double HIGHEST_POINTS = 5;

  /** Credits of one course: scales differ, but none goes this far. */
  public static final double MOST_CREDITS = 1_000;

  /** Wages of one quarter with one employer. */
  public static final double HIGHEST_WAGES = 1e9;

  /** First day that any fact may name. */
  public static final LocalDate EARLIEST_DATE = LocalDate.of(1900, 1, 1);

  /** Last day that any fact may name. */
  public static final LocalDate LATEST_DATE = LocalDate.of(2199, 12, 31);

  /** No source system recorded anything before, in milliseconds since 1970 UTC. */
  static final long EARLIEST_RECORDING = Instant.parse("1980-01-01T00:00:00Z").toEpochMilli();

  /** How far the clock of a source system may be ahead. */
  static final long MOST_AHEAD = Duration.ofDays(2).toMillis();

  private Bounds() {}

  /** Whether a school year can end in a year. */
  public static boolean isPlausibleYear(int year) {
    return year >= EARLIEST_DATE.getYear() && year <= LATEST_DATE.getYear();
  }

  /**
   * Whether a version can have been recorded at a time: not before 1980, nor later than two days
   * after it came in. One from the future would stand against every correction until then.
   *
   * @param recordedAt milliseconds since 1970 UTC
   * @param ingestMillis when Kafka stored it, in the same unit
   */
  public static boolean isPlausibleRecording(long recordedAt, long ingestMillis) {
    return recordedAt >= EARLIEST_RECORDING && recordedAt - MOST_AHEAD <= ingestMillis;
  }
}
