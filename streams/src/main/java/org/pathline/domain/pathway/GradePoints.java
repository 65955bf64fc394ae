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

  /** Points of a sum of whole numbers. */
  public static BigDecimal sum(BigInteger whole) {
    return new BigDecimal(whole, DECIMALS);
  }

  /** Squares of points, of a sum of squares of whole numbers. */
  public static BigDecimal squares(BigInteger whole) {
    return new BigDecimal(whole, DECIMALS_OF_SQUARES);
  }
}
