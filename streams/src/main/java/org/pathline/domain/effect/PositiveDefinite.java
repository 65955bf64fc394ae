package org.pathline.domain.effect;

import org.hipparchus.exception.MathRuntimeException;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.CholeskyDecomposition;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;

/** Equations with a symmetric, positive definite matrix, by Cholesky's decomposition. */
public final class PositiveDefinite {
  private static final double SYMMETRY = 1e-9;

  private PositiveDefinite() {}

  /**
   * Solver of equations; null where the matrix is singular.
   *
   * @param least pivot from which on it is not
   */
  public static @Nullable DecompositionSolver solver(double[][] matrix, double least) {
    return solver(new Array2DRowRealMatrix(matrix, false), least);
  }

  private static @Nullable DecompositionSolver solver(RealMatrix matrix, double least) {
    try {
      return new CholeskyDecomposition(matrix, SYMMETRY, least).getSolver();
    } catch (MathRuntimeException singular) {
      return null;
    }
  }

  /** Solution of equations with a right side; null where the matrix is singular. */
  public static double @Nullable [] solve(double[][] matrix, double least, double[] right) {
    DecompositionSolver solver = solver(matrix, least);
    return solver == null ? null : solver.solve(new ArrayRealVector(right, false)).toArray();
  }

  /**
   * Inverse; null where the matrix is singular.
   *
   * @param least pivot of the matrix over the scale from which on it is not
   * @param scale above 0, so that the threshold does not depend on the size of the weights
   */
  public static @Nullable RealMatrix inverse(double[][] matrix, double least, double scale) {
    RealMatrix scaled = new Array2DRowRealMatrix(matrix, false).scalarMultiply(1 / scale);
    DecompositionSolver solver = solver(scaled, least);
    return solver == null ? null : solver.getInverse().scalarMultiply(1 / scale);
  }

  /** Mean of the diagonal. */
  public static double scale(double[][] matrix) {
    double trace = 0;
    for (int k = 0; k < matrix.length; k++) {
      trace += matrix[k][k];
    }
    return trace / matrix.length;
  }
}
