package org.pathline.domain.effect;

/** Products of vectors and tables, summed up from their first components to their last. */
public final class Products {
  private Products() {}

  /** Product of two vectors of one length. */
  public static double of(double[] one, double[] other) {
    double sum = 0;
    for (int k = 0; k < one.length; k++) {
      sum += one[k] * other[k];
    }
    return sum;
  }

  /** Product of a vector, a matrix and a vector; cheap where the first has many zeros. */
  public static double of(double[] one, double[][] matrix, double[] other) {
    double sum = 0;
    for (int i = 0; i < one.length; i++) {
      for (int j = 0; one[i] != 0 && j < other.length; j++) {
        sum += one[i] * matrix[i][j] * other[j];
      }
    }
    return sum;
  }

  /** Product of the cells of two tables, weighted: row by row. */
  public static double weighted(double[][] weight, double[][] one, double[][] other) {
    double sum = 0;
    for (int s = 0; s < weight.length; s++) {
      for (int t = 0; t < weight[s].length; t++) {
        sum += weight[s][t] * one[s][t] * other[s][t];
      }
    }
    return sum;
  }

  /** Adds the weighted product of a vector with itself to a matrix. */
  public static void addSquare(double[][] matrix, double weight, double[] x) {
    for (int k = 0; k < x.length; k++) {
      for (int l = 0; l < x.length; l++) {
        matrix[k][l] += weight * x[k] * x[l];
      }
    }
  }
}
