package org.pathline.domain.pathway;

import java.math.BigDecimal;
import java.math.BigInteger;

/** Points on the 4.0 scale as whole numbers of 10^-9, so that their sums are exact. */
public final class GradePoints {
  /** Decimals of points. */
  public static final int DECIMALS = 9;

  /** Decimals of the squares of points. */
  public static final int DECIMALS_OF_SQUARES = 2 * DECIMALS;

  private static final double SCALE = 1e9;

  private GradePoints() {}

  /** The whole number nearest to some points; of two as near, the even one. */
  public static long whole(double points) {
    return (long) Math.rint(points * SCALE);
  }

  /** The double nearest to the points of a whole number. */
  public static double points(long whole) {
    return whole / SCALE;
  }

  /** Bits of the lower part of a sum that is held as two numbers. */
  public static final int LOW_BITS = 48;

  private static final long LOW = (1L << LOW_BITS) - 1;
  private static final int STEP = 16;
  private static final int MOST_BITS_ABOVE = 14;
  private static final long MORE_THAN_A_DOUBLE_HOLDS = 1L << 54;
  private static final int MORE = 8;

  /**
   * The double nearest to the points of a sum of whole numbers, high 2^48 + low, as that of {@link
   * #sum} is.
   */
  public static double sum(long high, long low) {
    return nearest(high, low, DECIMALS);
  }

  /** The same of a sum of squares of whole numbers, as that of {@link #squares} is. */
  public static double squares(long high, long low) {
    return nearest(high, low, DECIMALS_OF_SQUARES);
  }

  /** By long division by the fives of a power of ten, its twos being but an exponent. */
  private static double nearest(long high, long low, int decimals) {
    long fives = 1;
    for (int i = 0; i < decimals; i++) {
      fives *= 5;
    }
    long above = high + (low >> LOW_BITS);
    if (above < 0 || above / fives >> MOST_BITS_ABOVE > 0) {
      BigInteger whole = BigInteger.valueOf(high).shiftLeft(LOW_BITS).add(BigInteger.valueOf(low));
      return new BigDecimal(whole, decimals).doubleValue();
    }
    long quotient = above / fives;
    long left = above % fives;
    for (int shift = LOW_BITS - STEP; shift >= 0; shift -= STEP) {
      long next = left << STEP | (low & LOW) >> shift & (1 << STEP) - 1;
      quotient = quotient << STEP | next / fives;
      left = next % fives;
    }
    int exponent = -decimals;
    while (quotient < MORE_THAN_A_DOUBLE_HOLDS && (quotient | left) != 0) {
      long next = left << MORE;
      quotient = quotient << MORE | next / fives;
      left = next % fives;
      exponent -= MORE;
    }
    // Of what is left it matters only whether it is anything.
    return Math.scalb((double) (left == 0 ? quotient : quotient | 1), exponent);
  }

  /** Points of a sum of whole numbers. */
  public static BigDecimal sum(BigInteger whole) {
    return new BigDecimal(whole, DECIMALS);
  }

  /** Squares of points, of a sum of squares of whole numbers. */
  public static BigDecimal squares(BigInteger whole) {
    return new BigDecimal(whole, DECIMALS_OF_SQUARES);
  }
}
