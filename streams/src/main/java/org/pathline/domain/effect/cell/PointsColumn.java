package org.pathline.domain.effect.cell;

import java.math.BigInteger;
import org.pathline.domain.pathway.GradePoints;

/** Whole numbers by cell, each as its lowest bits and the rest, which add up as longs. */
final class PointsColumn {
  private static final long LOW = (1L << GradePoints.LOW_BITS) - 1;

  /** Cells of a cohort are of different groups, so their sums stay far below 64 bits. */
  private static final int MOST_BITS = GradePoints.LOW_BITS + 52;

  private final BigInteger[] numbers;
  private final long[] low;
  private final long[] high;
  private boolean isWide;

  PointsColumn(int cells) {
    numbers = new BigInteger[cells];
    low = new long[cells];
    high = new long[cells];
  }

  void set(int cell, BigInteger number) {
    numbers[cell] = number;
    isWide |= number.bitLength() > MOST_BITS;
    low[cell] = number.longValue() & LOW;
    high[cell] =
        number.bitLength() <= GradePoints.LOW_BITS && number.signum() >= 0
            ? 0
            : number.shiftRight(GradePoints.LOW_BITS).longValue();
  }

  /** Whether a number is too large to be added up by its parts. */
  boolean isWide() {
    return isWide;
  }

  BigInteger number(int cell) {
    return numbers[cell];
  }

  /** The lowest bits of a number. */
  long low(int cell) {
    return low[cell];
  }

  /** The number without them. */
  long high(int cell) {
    return high[cell];
  }
}
