package org.pathline.domain.statistics;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Counts, and the sums of a scaled number and of its squares: exact and signed, so that the order
 * of additions cannot matter.
 *
 * <p>Mutable: one object gathers what happened between two commits.
 */
public abstract class ExactSums {
  protected final long[] counts;
  protected BigInteger sum;
  protected BigInteger squares;

  /** Sums from their parts. */
  protected ExactSums(long[] counts, BigInteger sum, BigInteger squares) {
    this.counts = counts;
    this.sum = sum;
    this.squares = squares;
  }

  /** Adds sums of the same kind. */
  protected final void addAll(ExactSums other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
    if (other.sum.signum() != 0 || other.squares.signum() != 0) {
      sum = sum.add(other.sum);
      squares = squares.add(other.squares);
    }
  }

  /** Whether nothing is left. */
  public final boolean isZero() {
    for (long count : counts) {
      if (count != 0) {
        return false;
      }
    }
    return sum.signum() == 0 && squares.signum() == 0;
  }

  /** All counts in the order of the constructor; a copy. */
  public final long[] counts() {
    return counts.clone();
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof ExactSums that
        && getClass() == that.getClass()
        && Arrays.equals(counts, that.counts)
        && sum.equals(that.sum)
        && squares.equals(that.squares);
  }

  @Override
  public final int hashCode() {
    return 31 * Arrays.hashCode(counts) + sum.hashCode();
  }

  @Override
  public final String toString() {
    return Arrays.toString(counts) + " " + sum + " " + squares;
  }
}
