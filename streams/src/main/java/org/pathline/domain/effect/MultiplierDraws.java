package org.pathline.domain.effect;

import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * The multiplier bootstrap: what sums over clusters come to when chance gives each cluster a sign.
 *
 * <p>The additions of one sum in one draw are made in the order of the clusters, whatever is
 * computed beside it: the same sums, seed and draws give the same deviations to the last digit.
 */
final class MultiplierDraws {
  /** Draws that one random number gives a cluster its signs for. */
  private static final int AT_ONCE = 8;

  /**
   * So many clusters' signs lie in the processor's cache while all sums take them; four share each
   * pass over the deviations, which is then worth its reading and writing.
   */
  private static final int BLOCK = 16;

  private static final int PASS = 4;

  /** The signs that each byte stands for. */
  private static final double[] SIGNS = signsOfBytes();

  private MultiplierDraws() {}

  /**
   * Deviations by estimate and draw.
   *
   * @param sums contributions to the error by estimate and cluster
   */
  static double[][] of(double[][] sums, long seed, int draws) {
    int clusters = sums.length == 0 ? 0 : sums[0].length;
    int groups = (draws + AT_ONCE - 1) / AT_ONCE;
    double[][] deviations = new double[sums.length][draws];
    if (clusters == 0) {
      return deviations;
    }
    byte[][] random = random(clusters, groups, seed);
    double[][] signs = new double[BLOCK][groups * AT_ONCE];
    for (int from = 0; from < clusters; from += BLOCK) {
      int count = Math.min(BLOCK, clusters - from);
      spread(random, from, count, signs);
      for (int j = 0; j < sums.length; j++) {
        int c = 0;
        for (; c + PASS <= count; c += PASS) {
          add(deviations[j], sums[j], from + c, signs, c);
        }
        for (; c < count; c++) {
          add(deviations[j], sums[j][from + c], signs[c]);
        }
      }
    }
    return deviations;
  }

  /** Eight signs of each cluster a byte; drawn for all clusters, then for their next eight. */
  private static byte[][] random(int clusters, int groups, long seed) {
    UniformRandomProvider random = RandomSource.XO_SHI_RO_256_PP.create(seed);
    byte[][] bits = new byte[groups][clusters];
    for (byte[] group : bits) {
      for (int c = 0; c < clusters; c++) {
        group[c] = (byte) random.nextInt();
      }
    }
    return bits;
  }

  private static void spread(byte[][] random, int from, int count, double[][] signs) {
    for (int group = 0; group < random.length; group++) {
      for (int c = 0; c < count; c++) {
        int bits = random[group][from + c] & 0xff;
        System.arraycopy(SIGNS, bits * AT_ONCE, signs[c], group * AT_ONCE, AT_ONCE);
      }
    }
  }

  private static double[] signsOfBytes() {
    double[] signs = new double[(1 << AT_ONCE) * AT_ONCE];
    for (int i = 0; i < signs.length; i++) {
      signs[i] = 2 * (i / AT_ONCE >> i % AT_ONCE & 1) - 1;
    }
    return signs;
  }

  /** Four clusters, one after the other. */
  private static void add(double[] into, double[] sums, int from, double[][] signs, int at) {
    double one = sums[from];
    double two = sums[from + 1];
    double three = sums[from + 2];
    double four = sums[from + 3];
    double[] first = signs[at];
    double[] second = signs[at + 1];
    double[] third = signs[at + 2];
    double[] fourth = signs[at + 3];
    for (int b = 0; b < into.length; b++) {
      into[b] =
          (((into[b] + first[b] * one) + second[b] * two) + third[b] * three) + fourth[b] * four;
    }
  }

  private static void add(double[] into, double sum, double[] signs) {
    for (int b = 0; b < into.length; b++) {
      into[b] += signs[b] * sum;
    }
  }
}
