package org.pathline.oracle;

import java.time.Instant;

/** Times of recording for facts made by hand, in small numbers. */
public final class Recorded {
  private static final long BEGIN = Instant.parse("2011-01-01T00:00:00Z").toEpochMilli();

  private Recorded() {}

  /** A plausible time, so many milliseconds after the first. */
  public static long at(long millis) {
    return BEGIN + millis;
  }
}
