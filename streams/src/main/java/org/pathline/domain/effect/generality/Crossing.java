package org.pathline.domain.effect.generality;

import java.util.function.DoubleUnaryOperator;

/**
 * Where a falling function comes down to a value, by halving.
 *
 * <p>Halving asks at one place after the other whether the function is above the value. As it
 * falls, most of these answers follow from two places close together, at one of which it clearly is
 * and at the other clearly is not; those are sought first. The place that comes out is that of
 * halving with a look at every place, to the last digit, as long as the function's rounding errors
 * are far below {@link #CLEAR}. Not thread-safe.
 */
final class Crossing {
  /** By how much, relative to the value, the function differs from it where that is clear. */
  private static final double CLEAR = 1e-10;

  /** How many times farther than that the two places are sought, as the slope is but estimated. */
  private static final double BEYOND = 8;

  private static final int MOST_STEPS = 20;
  private static final double HALF = 0.5;

  private final DoubleUnaryOperator falling;
  private final double value;
  private double clearlyAbove = Double.NEGATIVE_INFINITY;
  private double clearlyBelow = Double.POSITIVE_INFINITY;
  private double excessAbove;
  private double excessBelow;

  /**
   * Crossing of a function with a value.
   *
   * @param value other than 0
   */
  Crossing(DoubleUnaryOperator falling, double value) {
    this.falling = falling;
    this.value = value;
  }

  /** The function at a place. */
  double at(double place) {
    double found = falling.applyAsDouble(place);
    double margin = CLEAR * Math.abs(value);
    if (found > value + margin && place > clearlyAbove) {
      clearlyAbove = place;
      excessAbove = excess(found);
    } else if (found < value - margin && place < clearlyBelow) {
      clearlyBelow = place;
      excessBelow = excess(found);
    }
    return found;
  }

  /** By how much a result is above the value, as its share: nearly straight for a hyperbola. */
  private double excess(double found) {
    return (found - value) / Math.abs(found);
  }

  private boolean isAbove(double place) {
    if (place <= clearlyAbove || place >= clearlyBelow) {
      return place <= clearlyAbove;
    }
    return at(place) > value;
  }

  /**
   * Halves a range until it is small enough.
   *
   * @param low where the function is above the value
   * @param high where it is not
   * @param most halvings
   * @param enough length of the range at which no more is halved
   * @return the middle of what is left
   */
  double within(double low, double high, int most, double enough) {
    approach(low, high);
    double from = low;
    double to = high;
    for (int i = 0; i < most && to - from > enough; i++) {
      double middle = (from + to) / 2;
      if (isAbove(middle)) {
        from = middle;
      } else {
        to = middle;
      }
    }
    return (from + to) / 2;
  }

  /** Seeks the two places, by chords, an end of which that is kept again counting for half. */
  private void approach(double low, double high) {
    if (clearlyAbove < low) {
      at(low);
    }
    if (clearlyBelow > high) {
      at(high);
    }
    double left = clearlyAbove;
    double right = clearlyBelow;
    double atLeft = excessAbove;
    double atRight = excessBelow;
    double before = 0;
    for (int step = 0; step < MOST_STEPS && left >= low && right <= high; step++) {
      double slope = (atLeft - atRight) / (right - left);
      double place = left + atLeft / slope;
      double here = excess(at(place));
      if (here > CLEAR) {
        left = place;
        atLeft = here;
        atRight *= before > 0 ? HALF : 1;
      } else if (here < -CLEAR) {
        right = place;
        atRight = here;
        atLeft *= before < 0 ? HALF : 1;
      } else {
        at(place - BEYOND * CLEAR / slope);
        at(place + BEYOND * CLEAR / slope);
        return;
      }
      before = here;
    }
  }
}
