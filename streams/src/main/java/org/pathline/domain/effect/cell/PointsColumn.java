package org.pathline.domain.effect.cell;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.GradePoints;

/** Whole numbers by cell, each as its lowest bits and the rest, which add up as longs. */
final class PointsColumn {
  private static final long LOW = (1L << GradePoints.LOW_BITS) - 1;

  /** Cells of a cohort are of different groups, so their sums stay far below 64 bits. */
  private static final int MOST_BITS = GradePoints.LOW_BITS + 52;

  private final long[] low;
  private final long[] high;

  /** The numbers themselves, once one of them is too large for its parts to be added up. */
  private BigInteger @Nullable [] wide;

  PointsColumn(int cells) {
    low = new long[cells];
    high = new long[cells];
  }

  void set(int cell, BigInteger number) {
    if (number.bitLength() > MOST_BITS && wide == null) {
      wide = new BigInteger[low.length];
      for (int each = 0; each < low.length; each++) {
        wide[each] =
            BigInteger.valueOf(high[each])
                .shiftLeft(GradePoints.LOW_BITS)
                .add(BigInteger.valueOf(low[each]));
      }
    }
    low[cell] = number.longValue() & LOW;
    high[cell] =
        number.bitLength() <= GradePoints.LOW_BITS && number.signum() >= 0
            ? 0
            : number.shiftRight(GradePoints.LOW_BITS).longValue();
    if (wide != null) {
      wide[cell] = number;
    }
  }

  /** The numbers themselves where they are too large to be added up by their parts; or null. */
  BigInteger @Nullable [] wide() {
    return wide;
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
