package org.pathline.simulate;

import java.util.SplittableRandom;

/**
 * Draws from a fixed algorithm, so that a seed means the same on every machine.
 *
 * <p>Each student, roster and purpose has dice of its own: what one draws never moves another.
 */
final class Draws {
  private final SplittableRandom random;

  private Draws(long seed) {
    random = new SplittableRandom(seed);
  }

  /** Draws for one purpose of one thing under a seed. */
  static Draws of(long seed, long thing, long purpose) {
    return new Draws(mix(mix(seed ^ mix(purpose)) + thing));
  }

  /**
   * A permutation of the 64-bit numbers (the finaliser of SplitMix64), so distinct stay distinct.
   */
  static long mix(long value) {
    long z = value + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  boolean chance(double probability) {
    return random.nextDouble() < probability;
  }

  double uniform() {
    return random.nextDouble();
  }

  /** A whole number from low to high, both included. */
  int between(int low, int high) {
    return low + random.nextInt(high - low + 1);
  }

  <T> T pick(T[] values) {
    return values[random.nextInt(values.length)];
  }

  /** Index drawn in proportion to the weights. */
  int weighted(double... weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double at = random.nextDouble() * sum;
    for (int i = 0; i < weights.length - 1; i++) {
      at -= weights[i];
      if (at < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  /**
   * Nearly normal, mean 0 and variance 1: a sum of twelve uniforms, which rounds alike anywhere.
   */
  double normal() {
    double sum = -6;
    for (int i = 0; i < 12; i++) {
      sum += random.nextDouble();
    }
    return sum;
  }

  /** Logistic curve; strict arithmetic keeps its last bit the same on every machine. */
  static double logistic(double x) {
    return 1 / (1 + StrictMath.exp(-x));
  }
}
