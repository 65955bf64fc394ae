package org.pathline.domain.release;

/**
 * A number of a table: the sum of some of the numbers that nobody knows.
 *
 * @param name what it counts, for people
 * @param variables indices of what is added up, ascending
 * @param value its true value; NaN where this program does not know it, as of what an earlier
 *     release withheld
 * @param kind what it is a number of
 * @param open whether it may still be withheld; false in a release that is out
 * @param cost what withholding it costs, beside others
 * @param bandLow least value by its coded rate, NaN without one
 * @param bandHigh greatest value by its coded rate
 * @param bandOf index of the count without which the coded rate says nothing, or -1
 */
record Count(
    String name,
    int[] variables,
    double value,
    Kind kind,
    boolean open,
    double cost,
    double bandLow,
    double bandHigh,
    int bandOf) {

  /** What a number is of. */
  enum Kind {
    /** Students, in a table. */
    STUDENTS,
    /** Students whom no table counts, but whom two counts tell. */
    IMPLIED,
    /** Grade points, in a table as a mean. */
    POINTS
  }

  /** Count that is shown as it is or not at all. */
  static Count uncoded(
      String name, int[] variables, double value, Kind kind, boolean open, double cost) {
    return new Count(name, variables, value, kind, open, cost, Double.NaN, Double.NaN, -1);
  }

  /** What is shown of a count. */
  enum State {
    /** Its value. */
    PRINTED,
    /** A coded rate, which bounds it. */
    BANDED,
    /** Nothing. */
    WITHHELD
  }

  /** Sum of the values of some variables, one after the other. */
  static double sum(int[] variables, double[] values) {
    double sum = 0;
    for (int variable : variables) {
      sum += values[variable];
    }
    return sum;
  }

  /** Whether a table has it. */
  boolean printable() {
    return kind != Kind.IMPLIED;
  }

  boolean hasBand() {
    return !Double.isNaN(bandLow);
  }

  /** Least value that is shown. */
  double low(State state) {
    return switch (state) {
      case PRINTED -> value;
      case BANDED -> bandLow;
      case WITHHELD -> Double.NEGATIVE_INFINITY;
    };
  }

  /** Greatest value that is shown. */
  double high(State state) {
    return switch (state) {
      case PRINTED -> value;
      case BANDED -> bandHigh;
      case WITHHELD -> Double.POSITIVE_INFINITY;
    };
  }
}
