package org.pathline.streams.codec;

/**
 * Boxed decimals by their bits: credits and points are few, so each is kept once. Not thread-safe.
 */
final class DecimalPool {
  private static final int PLACES = 64;

  private final Double[] decimals = new Double[PLACES];

  Double get(long bits) {
    int place = (int) ((bits ^ (bits >>> 46)) & (PLACES - 1));
    Double present = decimals[place];
    if (present == null || Double.doubleToRawLongBits(present) != bits) {
      present = Double.longBitsToDouble(bits);
      decimals[place] = present;
    }
    return present;
  }
}
