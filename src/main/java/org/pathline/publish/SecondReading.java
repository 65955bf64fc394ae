package org.pathline.publish;

import java.io.IOException;
import org.pathline.domain.fact.Fact;

/** Reads rows once more, where a first look has found something to look at closely. */
final class SecondReading {
  private SecondReading() {}

  /** Takes facts with the places where they stand. */
  @FunctionalInterface
  interface Sink {
    /** Takes a fact, and the physical line where it begins, from 1. */
    void accept(Fact fact, long line);
  }

  /**
   * Good rows of a file, as far as it can be read; what is wrong with it was told before.
   *
   * @param now when they are published, in milliseconds since 1970 UTC
   */
  static void of(RowSource file, long now, Sink facts) {
    try (RowReader reader = file.open(bytes -> {})) {
      while (reader.next()) {
        try {
          facts.accept(file.fact(reader, now), reader.line());
        } catch (BadRow bad) {
          continue;
        }
      }
    } catch (UnreadableFile | IOException e) {
      return;
    }
  }
}
