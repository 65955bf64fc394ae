package org.pathline.domain.effect.sensitivity;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Standard normal numbers as R's {@code set.seed} and {@code rnorm} give them.
 *
 * <p>Uniform numbers come from the Mersenne Twister (M. Matsumoto and T. Nishimura, ACM
 * Transactions on Modeling and Computer Simulation 8 (1998), 3-30), seeded by a linear congruential
 * generator; two of them make one normal number by inversion. Source: R's manual, "Random Number
 * Generation".
 */
final class NormalsOfR {
  private static final int SIZE = 624;
  private static final int MIDDLE = 397;
  private static final int WARM_UP = 50;
  private static final int MULTIPLIER = 69069;
  private static final double TO_UNIT = 2.3283064365386963e-10;
  private static final double BIG = 134_217_728;
  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  private final int[] state = new int[SIZE];
  private int at = SIZE;

  NormalsOfR(int seed) {
    int next = seed;
    // One number is spent on R's own counter.
    for (int i = 0; i <= WARM_UP; i++) {
      next = MULTIPLIER * next + 1;
    }
    for (int i = 0; i < SIZE; i++) {
      next = MULTIPLIER * next + 1;
      state[i] = next;
    }
  }

  /** The first numbers; to be asked once. */
  double[] next(int count) {
    double[] normals = new double[count];
    for (int i = 0; i < count; i++) {
      double coarse = Math.floor(BIG * uniform());
      normals[i] = NORMAL.inverseCumulativeProbability((coarse + uniform()) / BIG);
    }
    return normals;
  }

  private double uniform() {
    if (at == SIZE) {
      twist();
      at = 0;
    }
    int y = state[at++];
    y ^= y >>> 11;
    y ^= (y << 7) & 0x9d2c5680;
    y ^= (y << 15) & 0xefc60000;
    y ^= y >>> 18;
    double value = (y & 0xffffffffL) * TO_UNIT;
    return Math.min(Math.max(value, TO_UNIT / 2), 1 - TO_UNIT / 2);
  }

  private void twist() {
    for (int i = 0; i < SIZE; i++) {
      int y = (state[i] & 0x80000000) | (state[(i + 1) % SIZE] & 0x7fffffff);
      state[i] = state[(i + MIDDLE) % SIZE] ^ (y >>> 1) ^ ((y & 1) == 0 ? 0 : 0x9908b0df);
    }
  }
}
