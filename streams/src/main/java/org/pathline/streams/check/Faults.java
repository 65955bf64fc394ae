package org.pathline.streams.check;

import org.apache.kafka.streams.errors.StreamsException;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.streams.registry.FaultPlace;

/**
 * Exceptions of the program's own rules: one stops what it is about, many in a row stop the
 * topology.
 *
 * <p>A rule that fails for one student is a rare case that nobody thought of. A rule that fails for
 * each is a broken release, which must not set a whole state aside. Not thread-safe.
 */
public final class Faults {
  /** So many in a row, at the same place and without a success between them, are no rare case. */
  public static final int MOST_IN_A_ROW = 100;

  private String lastPlace = "";
  private int inARow;

  /** Notes that the rules worked. */
  public void succeeded() {
    inARow = 0;
  }

  /**
   * What to say of what a rule failed on: class and place of the exception, and none of its text,
   * which may quote data.
   *
   * @param what on which the rule failed, such as {@code student}
   * @throws StreamsException when the same place has failed too often in a row
   */
  public Violation violation(String what, RuntimeException fault) {
    String place = FaultPlace.of(fault);
    inARow = place.equals(lastPlace) ? inARow + 1 : 1;
    lastPlace = place;
    if (inARow > MOST_IN_A_ROW) {
      throw new StreamsException(
          "a rule failed on "
              + inARow
              + " in a row ("
              + what
              + "), each time with "
              + place
              + ": this release is broken, so the topology stops rather than set all of them aside",
          fault);
    }
    return new Violation(Reason.INTERNAL_ERROR, what, place);
  }
}
