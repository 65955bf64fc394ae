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
   * So many clusters' signs in so many draws lie in the processor's nearest cache while all sums
   * take them; four clusters share each pass over the deviations, which is then worth its reading
   * and writing.
   */
  private static final int BLOCK = 16;

  private static final int TILE = 256;
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
    double[][] deviations = new double[sums.length][draws];
    if (clusters == 0) {
      return deviations;
    }
    byte[][] random = random(clusters, (draws + AT_ONCE - 1) / AT_ONCE, seed);
    double[][] signs = new double[BLOCK][TILE];
    for (int first = 0; first < draws; first += TILE) {
      // Arrays of their own, as loops from 0 to the end of an array are the fastest.
      double[][] tile = new double[sums.length][Math.min(draws - first, TILE)];
      for (int from = 0; from < clusters; from += BLOCK) {
        int end = Math.min(clusters, from + BLOCK);
        spread(random, from, end, first / AT_ONCE, signs);
        for (int j = 0; j < sums.length; j++) {
          add(tile[j], sums[j], from, end, signs);
        }
      }
      for (int j = 0; j < sums.length; j++) {
        System.arraycopy(tile[j], 0, deviations[j], first, tile[j].length);
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

  /** Signs of some clusters in the draws of a tile, from a group of eight draws on. */
  private static void spread(byte[][] random, int from, int end, int firstGroup, double[][] signs) {
    int groups = Math.min(random.length - firstGroup, TILE / AT_ONCE);
    for (int group = 0; group < groups; group++) {
      byte[] ofGroup = random[firstGroup + group];
      for (int c = from; c < end; c++) {
        int bits = ofGroup[c] & 0xff;
        System.arraycopy(SIGNS, bits * AT_ONCE, signs[c - from], group * AT_ONCE, AT_ONCE);
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

  /** Adds what some clusters contribute to one sum; where that is 0, nothing changes. */
  private static void add(double[] into, double[] sums, int from, int end, double[][] signs) {
    int[] telling = new int[BLOCK];
    int several = 0;
    for (int c = from; c < end; c++) {
      if (sums[c] != 0) {
        telling[several++] = c;
      }
    }
    int at = 0;
    for (; at + PASS <= several; at += PASS) {
      add(into, sums, telling, at, from, signs);
    }
    for (; at < several; at++) {
      add(into, sums[telling[at]], signs[telling[at] - from]);
    }
  }

  /** Four clusters, one after the other. */
  private static void add(
      double[] into, double[] sums, int[] telling, int at, int from, double[][] signs) {
    double one = sums[telling[at]];
    double two = sums[telling[at + 1]];
    double three = sums[telling[at + 2]];
    double four = sums[telling[at + 3]];
    double[] first = signs[telling[at] - from];
    double[] second = signs[telling[at + 1] - from];
    double[] third = signs[telling[at + 2] - from];
    double[] fourth = signs[telling[at + 3] - from];
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
