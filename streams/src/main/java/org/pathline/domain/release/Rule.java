package org.pathline.domain.release;

/**
 * What holds by definition, such as: no more attained than were observed.
 *
 * @param variables indices of variables of one atom or of one atom in two releases
 * @param coefficients of the variables, in their order
 * @param low least value of their sum
 * @param high greatest value
 */
record Rule(int[] variables, double[] coefficients, double low, double high) {
  /** The first is not greater than the second. */
  static Rule notGreater(int first, int second) {
    return new Rule(new int[] {second, first}, new double[] {1, -1}, 0, Double.POSITIVE_INFINITY);
  }

  /** Both are equal. */
  static Rule equal(int first, int second) {
    return new Rule(new int[] {first, second}, new double[] {1, -1}, 0, 0);
  }
}
