package org.pathline.oracle;

import java.time.LocalDate;
import java.util.List;
import java.util.Random;

/** Random choices from one seed, in words. */
final class Dice {
  private final Random random;

  Dice(long seed) {
    random = new Random(seed);
  }

  /** True in so many of a hundred throws. */
  boolean percent(int share) {
    return random.nextInt(100) < share;
  }

  /** A number from low to high, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  /** One of some things. */
  @SafeVarargs
  final <T> T of(T... things) {
    return things[random.nextInt(things.length)];
  }

  /** One of some things. */
  <T> T of(List<T> things) {
    return things.get(random.nextInt(things.size()));
  }

  /** The day itself, a day earlier or a day later. */
  LocalDate around(LocalDate day) {
    return day.plusDays(between(-1, 1));
  }

  /** A day between two days, both included. */
  LocalDate day(LocalDate from, LocalDate to) {
    return from.plusDays(random.nextInt((int) (to.toEpochDay() - from.toEpochDay()) + 1));
  }

  long seed() {
    return random.nextLong();
  }
}
