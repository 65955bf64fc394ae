package org.pathline.domain.effect.cell;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;

/**
 * Counts of one outcome by cell: three of ten bits in one number, or apart once one is larger,
 * which those of a school's cells hardly are.
 */
final class OutcomeColumn {
  private static final int BITS = 10;
  private static final int MOST = (1 << BITS) - 1;
  private static final int COUNTS = 3;

  private final Outcome outcome;
  private final int[] packed;
  private long @Nullable [] apart;

  OutcomeColumn(Outcome outcome, int cells) {
    this.outcome = outcome;
    packed = new int[cells];
  }

  void set(int cell, CellSums sums) {
    long eligible = sums.eligible(outcome);
    long observed = sums.observed(outcome);
    long attained = sums.attained(outcome);
    if (((eligible | observed | attained) & ~MOST) != 0 && apart == null) {
      apart = apart();
    }
    packed[cell] = (int) (eligible << 2 * BITS | observed << BITS | attained);
    if (apart != null) {
      apart[COUNTS * cell] = eligible;
      apart[COUNTS * cell + 1] = observed;
      apart[COUNTS * cell + 2] = attained;
    }
  }

  private long[] apart() {
    long[] counts = new long[COUNTS * packed.length];
    for (int cell = 0; cell < packed.length; cell++) {
      counts[COUNTS * cell] = eligible(cell);
      counts[COUNTS * cell + 1] = observed(cell);
      counts[COUNTS * cell + 2] = attained(cell);
    }
    return counts;
  }

  /** Students of a cell whom the outcome is about. */
  long eligible(int cell) {
    return apart == null ? packed[cell] >>> 2 * BITS : apart[COUNTS * cell];
  }

  /** Students of whom it is known. */
  long observed(int cell) {
    return apart == null ? packed[cell] >>> BITS & MOST : apart[COUNTS * cell + 1];
  }

  /** Students who attained it. */
  long attained(int cell) {
    return apart == null ? packed[cell] & MOST : apart[COUNTS * cell + 2];
  }
}
