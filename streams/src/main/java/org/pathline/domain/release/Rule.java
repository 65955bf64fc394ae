package org.pathline.domain.release;

/**
 * What holds by definition, such as: no more attained than were observed.
 *
 * @param variables indices of variables of one atom or of one atom in two releases
 * @param coefficients of the variables, in their order
 * @param low least value of their sum
 * @param high greatest value
 */
record Rule(int[] variables, double[] coefficients, double low, double high) {}
