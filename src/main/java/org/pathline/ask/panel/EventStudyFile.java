package org.pathline.ask.panel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.sensitivity.EventStudy;
import org.pathline.topics.Unanswerable;

/**
 * An event study from elsewhere: a file of coefficients by time, and one of their covariance.
 *
 * <p>Coefficients: a row per time, with the time and the coefficient. Covariance: a row and a
 * column per coefficient, in the same order. A header and names of rows are told by not being
 * numbers. The reference is the time without a coefficient, or the one whose coefficient and errors
 * are 0.
 *
 * @param study the coefficients and their covariance, in order of time
 * @param reference its time
 */
public record EventStudyFile(EventStudy study, int reference) {
  private static final int LAST_BEFORE = -1;
  private static final double SYMMETRY = 1e-6;

  /**
   * Reads both files.
   *
   * @param reference time that all others are compared with; null to find it
   * @throws Unanswerable with what cannot be used
   */
  public static EventStudyFile read(Path betahat, Path sigma, @Nullable Integer reference) {
    double[][] coefficients = numbers(betahat);
    double[][] covariance = numbers(sigma);
    int count = coefficients.length;
    for (double[] row : coefficients) {
      if (row.length != 2) {
        throw new Unanswerable(
            betahat
                + " has rows of "
                + row.length
                + " numbers; give each time and its coefficient, such as 2009,0.196");
      }
      if (row[0] != Math.rint(row[0])) {
        throw new Unanswerable(betahat + ": the time " + row[0] + " is no whole number");
      }
    }
    covariance = withoutNumbering(covariance, count);
    for (double[] row : covariance) {
      if (covariance.length != count || row.length != count) {
        throw new Unanswerable(
            sigma
                + " has "
                + covariance.length
                + " rows, one of them of "
                + row.length
                + " numbers; "
                + count
                + " coefficients need "
                + count
                + " rows of as many");
      }
    }
    checkSymmetry(sigma, covariance);
    int[] order =
        IntStream.range(0, count)
            .boxed()
            .sorted((one, other) -> Double.compare(coefficients[one][0], coefficients[other][0]))
            .mapToInt(Integer::intValue)
            .toArray();
    List<Integer> times = Arrays.stream(order).mapToObj(i -> (int) coefficients[i][0]).toList();
    if (new TreeSet<>(times).size() < count) {
      throw new Unanswerable(betahat + " has a time twice: " + times);
    }
    return of(betahat, coefficients, covariance, order, times, reference);
  }

  private static EventStudyFile of(
      Path betahat,
      double[][] coefficients,
      double[][] covariance,
      int[] order,
      List<Integer> times,
      @Nullable Integer reference) {
    int at =
        reference == null ? reference(betahat, coefficients, covariance, order, times) : reference;
    int[] kept = Arrays.stream(order).filter(i -> coefficients[i][0] != at).toArray();
    List<Integer> before = times.stream().filter(time -> time < at).toList();
    List<Integer> after = times.stream().filter(time -> time > at).toList();
    if (after.isEmpty()) {
      throw new Unanswerable(betahat + " has no time after the reference " + at);
    }
    double[] values = Arrays.stream(kept).mapToDouble(i -> coefficients[i][1]).toArray();
    double[][] errors =
        Arrays.stream(kept)
            .mapToObj(i -> Arrays.stream(kept).mapToDouble(j -> covariance[i][j]).toArray())
            .toArray(double[][]::new);
    return new EventStudyFile(new EventStudy(before, after, values, errors), at);
  }

  /** The time whose coefficient and errors are 0, or the one that is missing between the others. */
  private static int reference(
      Path betahat,
      double[][] coefficients,
      double[][] covariance,
      int[] order,
      List<Integer> times) {
    TreeSet<Integer> possible = new TreeSet<>();
    for (int i : order) {
      if (coefficients[i][1] == 0 && Arrays.stream(covariance[i]).allMatch(each -> each == 0)) {
        possible.add((int) coefficients[i][0]);
      }
    }
    if (possible.isEmpty()) {
      int step =
          IntStream.range(1, times.size())
              .map(i -> times.get(i) - times.get(i - 1))
              .min()
              .orElse(1);
      for (int i = 1; i < times.size(); i++) {
        for (int time = times.get(i - 1) + step; time < times.get(i); time += step) {
          possible.add(time);
        }
      }
    }
    // Times since adoption are compared with the last one before it.
    if (possible.size() != 1
        && times.get(0) < LAST_BEFORE
        && times.get(times.size() - 1) > LAST_BEFORE
        && !times.contains(LAST_BEFORE)) {
      return LAST_BEFORE;
    }
    if (possible.size() != 1) {
      throw new Unanswerable(
          "the reference of "
              + betahat
              + " is not clear: "
              + (possible.isEmpty() ? "no time is missing" : "it may be any of " + possible)
              + "; name it with --reference TIME");
    }
    return possible.first();
  }

  /** Some programs number the rows of a matrix in front. */
  private static double[][] withoutNumbering(double[][] matrix, int count) {
    boolean numbered =
        matrix.length == count && Arrays.stream(matrix).allMatch(row -> row.length == count + 1);
    return numbered
        ? Arrays.stream(matrix)
            .map(row -> Arrays.copyOfRange(row, 1, row.length))
            .toArray(double[][]::new)
        : matrix;
  }

  private static void checkSymmetry(Path file, double[][] covariance) {
    for (int i = 0; i < covariance.length; i++) {
      if (covariance[i][i] < 0) {
        throw new Unanswerable(file + ": the variance of coefficient " + (i + 1) + " is below 0");
      }
      for (int j = 0; j < i; j++) {
        double scale = Math.sqrt(covariance[i][i] * covariance[j][j]);
        if (Math.abs(covariance[i][j] - covariance[j][i]) > SYMMETRY * scale
            || Math.abs(covariance[i][j]) > scale * (1 + SYMMETRY)) {
          throw new Unanswerable(
              file
                  + ": row "
                  + (i + 1)
                  + ", column "
                  + (j + 1)
                  + ": is "
                  + covariance[i][j]
                  + "; a covariance is symmetric and below the product of the standard errors");
        }
        covariance[j][i] = covariance[i][j];
      }
    }
  }

  private static double[][] numbers(Path file) {
    List<String> lines;
    try {
      lines = Files.readAllLines(file, StandardCharsets.UTF_8);
    } catch (NoSuchFileException e) {
      throw new Unanswerable("there is no file " + file, e);
    } catch (IOException e) {
      throw new Unanswerable("cannot read " + file + ": " + e.getMessage(), e);
    }
    List<double[]> rows = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      String line = lines.get(i).replace("\uFEFF", "").strip();
      if (line.isEmpty()) {
        continue;
      }
      List<String> fields =
          Arrays.stream(line.split("[,;\t]|\\s+(?=\\S)"))
              .map(each -> each.replace("\"", "").strip())
              .filter(each -> !each.isEmpty())
              .toList();
      boolean header = rows.isEmpty() && fields.stream().anyMatch(each -> number(each) == null);
      boolean named = number(fields.get(0)) == null;
      if (header && (!named || fields.stream().filter(each -> number(each) == null).count() > 1)) {
        continue;
      }
      double[] row = new double[fields.size() - (named ? 1 : 0)];
      for (int k = 0; k < row.length; k++) {
        Double value = number(fields.get(k + (named ? 1 : 0)));
        if (value == null) {
          throw new Unanswerable(
              file + ":" + (i + 1) + ": '" + fields.get(k + (named ? 1 : 0)) + "' is no number");
        }
        row[k] = value;
      }
      rows.add(row);
    }
    if (rows.isEmpty()) {
      throw new Unanswerable(file + " holds no numbers");
    }
    return rows.toArray(double[][]::new);
  }

  private static @Nullable Double number(String text) {
    try {
      double value = Double.parseDouble(text);
      return Double.isFinite(value) ? Double.valueOf(value) : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
