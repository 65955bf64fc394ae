package org.pathline.ask.panel;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.topics.Unanswerable;

/** The covariance of coefficients in the order of these. */
final class Covariance {
  private static final double SYMMETRY = 1e-6;

  private final Coefficients coefficients;
  private final Path file;
  private final int count;

  private Covariance(Coefficients coefficients, Path file) {
    this.coefficients = coefficients;
    this.file = file;
    count = coefficients.values().length;
  }

  /**
   * Reads a matrix, square, as one of its triangles, as one column, or a row per pair; a row and
   * column of zeros may stand for the reference, or be missing.
   *
   * @throws Unanswerable with what cannot be used
   */
  static double[][] read(Path file, Coefficients coefficients) {
    return new Covariance(coefficients, file).matrix(NumberTable.read(file));
  }

  private double[][] matrix(NumberTable table) {
    double[][] read = square(table);
    if (read == null) {
      throw new Unanswerable(
          file
              + " has "
              + table.rows().size()
              + " rows, one of them of "
              + table.rows().get(table.rows().size() - 1).length
              + " numbers; "
              + count
              + " coefficients need "
              + count
              + " rows of as many"
              + (holds(table) == count ? " (variances alone do not tell the covariances)" : ""));
    }
    for (double[] row : read) {
      // What a program leaves empty is the reference's.
      Arrays.setAll(row, i -> Double.isNaN(row[i]) ? 0 : row[i]);
    }
    double[][] fitting = fitting(read);
    check(fitting);
    return fitting;
  }

  private static long holds(NumberTable table) {
    return table.rows().stream().mapToLong(row -> row.length).sum();
  }

  private double @Nullable [][] square(NumberTable table) {
    double[][] rows = withoutTimes(table.rows().toArray(double[][]::new));
    int n = rows.length;
    int width =
        Arrays.stream(rows).allMatch(row -> row.length == rows[0].length) ? rows[0].length : -1;
    if (width == n && n > 1) {
      return ordered(rows, table);
    }
    if (width == n + 1 && n > 1) {
      // Some programs number the rows in front.
      return ordered(
          Arrays.stream(rows)
              .map(row -> Arrays.copyOfRange(row, 1, row.length))
              .toArray(double[][]::new),
          null);
    }
    if (n > 1 && IntStream.range(0, n).allMatch(i -> rows[i].length == i + 1)) {
      return mirrored(n, (i, j) -> rows[i][j]);
    }
    if (n > 1 && IntStream.range(0, n).allMatch(i -> rows[i].length == n - i)) {
      return mirrored(n, (i, j) -> rows[j][i - j]);
    }
    if (n == 1 || width == 1) {
      return fromOneColumn(Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray());
    }
    return width == 3 ? ofPairs(rows) : null;
  }

  /** A first row of times, above numbers that each row begins with. */
  private double[][] withoutTimes(double[][] rows) {
    double[] first = rows[0];
    int from = first.length - count;
    boolean above =
        rows.length == count + 1
            && (from == 0 || from == 1)
            && Coefficients.areTimes(Arrays.copyOfRange(first, from, first.length));
    return above ? Arrays.copyOfRange(rows, 1, rows.length) : rows;
  }

  private interface Entry {
    double at(int row, int column);
  }

  private static double[][] mirrored(int n, Entry lower) {
    double[][] matrix = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        matrix[i][j] = lower.at(i, j);
        matrix[j][i] = lower.at(i, j);
      }
    }
    return matrix;
  }

  private static double @Nullable [][] fromOneColumn(double[] all) {
    int n = (int) Math.rint(Math.sqrt(all.length));
    return (long) n * n != all.length
        ? null
        : IntStream.range(0, n)
            .mapToObj(i -> Arrays.copyOfRange(all, i * n, (i + 1) * n))
            .toArray(double[][]::new);
  }

  /** Rows of two times, or two numbers from 1, and the covariance of their coefficients. */
  private double @Nullable [][] ofPairs(double[][] rows) {
    int[] times = coefficients.times();
    int[] numbers = IntStream.rangeClosed(1, count).toArray();
    for (int[] index : times == null ? new int[][] {numbers} : new int[][] {times, numbers}) {
      double[][] matrix = new double[count][count];
      for (double[] each : matrix) {
        Arrays.fill(each, Double.NaN);
      }
      boolean fits = true;
      for (double[] row : rows) {
        int i = place(index, row[0]);
        int j = place(index, row[1]);
        fits &= i >= 0 && j >= 0;
        if (fits) {
          matrix[i][j] = row[2];
          matrix[j][i] = Double.isNaN(matrix[j][i]) ? row[2] : matrix[j][i];
        }
      }
      if (fits && Arrays.stream(matrix).flatMapToDouble(Arrays::stream).noneMatch(Double::isNaN)) {
        return matrix;
      }
    }
    return null;
  }

  private static int place(int[] index, double value) {
    return IntStream.range(0, index.length).filter(i -> index[i] == value).findFirst().orElse(-1);
  }

  /**
   * The rows and columns of the coefficients, where the names of both files tell which they are.
   */
  private double[][] ordered(double[][] matrix, @Nullable NumberTable table) {
    List<String> columns = table == null ? null : table.columns();
    int[] order = columns == null || columns.size() != matrix.length ? null : order(columns);
    return order == null ? matrix : of(order, matrix);
  }

  private int @Nullable [] order(List<String> columns) {
    List<String> names = coefficients.names();
    if (names != null && columns.containsAll(names)) {
      return names.stream().mapToInt(columns::indexOf).toArray();
    }
    int[] times = coefficients.times();
    int[] found = Coefficients.wholeIn(columns);
    if (times == null || found == null) {
      return null;
    }
    int[] order = Arrays.stream(times).map(time -> place(found, time)).toArray();
    return Arrays.stream(order).anyMatch(i -> i < 0) ? null : order;
  }

  /** Takes zeros of the reference out, or puts them in, where only one of the files has them. */
  private double[][] fitting(double[][] matrix) {
    if (matrix.length == count + 1) {
      int[] zeros = IntStream.range(0, count + 1).filter(i -> isZero(matrix[i])).toArray();
      if (zeros.length == 1) {
        return of(IntStream.range(0, count + 1).filter(i -> i != zeros[0]).toArray(), matrix);
      }
    }
    if (matrix.length == count - 1) {
      int[] zeros = IntStream.range(0, count).filter(i -> coefficients.values()[i] == 0).toArray();
      if (zeros.length == 1) {
        return withZeros(matrix, zeros[0]);
      }
    }
    if (matrix.length != count) {
      throw new Unanswerable(
          file
              + " is the covariance of "
              + matrix.length
              + " coefficients, but "
              + coefficients.file()
              + " has "
              + count
              + "; "
              + count
              + " coefficients need "
              + count
              + " rows of as many");
    }
    return matrix;
  }

  static boolean isZero(double[] row) {
    return Arrays.stream(row).allMatch(each -> each == 0);
  }

  /** Some rows and columns of a matrix, in the order of their places. */
  static double[][] of(int[] places, double[][] matrix) {
    return Arrays.stream(places)
        .mapToObj(i -> Arrays.stream(places).mapToDouble(j -> matrix[i][j]).toArray())
        .toArray(double[][]::new);
  }

  private static double[][] withZeros(double[][] matrix, int at) {
    int n = matrix.length + 1;
    double[][] wider = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        if (i != at && j != at) {
          wider[i][j] = matrix[i - (i > at ? 1 : 0)][j - (j > at ? 1 : 0)];
        }
      }
    }
    return wider;
  }

  private void check(double[][] matrix) {
    boolean ones = IntStream.range(0, matrix.length).allMatch(i -> matrix[i][i] == 1);
    if (ones && Arrays.stream(matrix).flatMapToDouble(Arrays::stream).sum() != matrix.length) {
      throw new Unanswerable(
          file
              + " holds correlations, as all of its variances are 1; multiply each by both standard"
              + " errors");
    }
    for (int i = 0; i < matrix.length; i++) {
      if (matrix[i][i] < 0) {
        throw new Unanswerable(file + ": the variance of coefficient " + (i + 1) + " is below 0");
      }
      for (int j = 0; j < i; j++) {
        double scale = Math.sqrt(matrix[i][i] * matrix[j][j]);
        if (Math.abs(matrix[i][j] - matrix[j][i]) > SYMMETRY * scale
            || Math.abs(matrix[i][j]) > scale * (1 + SYMMETRY)) {
          throw new Unanswerable(
              file
                  + ": row "
                  + (i + 1)
                  + ", column "
                  + (j + 1)
                  + ": is "
                  + matrix[i][j]
                  + "; a covariance is symmetric and below the product of the standard errors");
        }
        matrix[j][i] = matrix[i][j];
      }
    }
  }
}
