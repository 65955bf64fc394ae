package org.pathline.domain.effect.sensitivity;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pathline.domain.effect.Products;
import org.pathline.domain.effect.sensitivity.EventStudy.FirstDifferences;

/**
 * Drift that changes by no more after the reference than a multiple of one change before it.
 *
 * <p>With D the changes of the coefficients, V the change that is called the largest one before, U
 * = M̄ V and x the changes of the effects, the inequalities are |D_t - x_t| <= U for each t after
 * the reference, where L'x = theta, L_t being the sum of the weights from t on. A linear program
 * would find the smallest eta that satisfies them with eta standard errors to spare. Here its dual
 * has few corners, so no program is needed: (L'D - |L|U - theta) / sum of |L_t| s_t, its mirror
 * image, and -2U / (s_t+ + s_t-) for each t, where s_t+ and s_t- are the standard errors of D_t - U
 * and -D_t - U. Of the latter only the smallest and the largest denominator can matter.
 *
 * <p>With one time after the reference there is nothing to solve for, and the inequalities of the
 * changes before it, |D_r| <= V, are used as well.
 */
final class Restriction {
  private final FirstDifferences differences;
  private final double[] leverage;
  private final Effect effect;
  private final int before;
  private final int largest;
  private final int sign;
  private final double multiple;

  /**
   * A restriction.
   *
   * @param leverage L, one for each change after the reference
   * @param effect of the same changes and leverages
   * @param largest which change before the reference is the largest one
   * @param sign whether it is upwards (1) or downwards (-1)
   * @param multiple M̄, at least 0
   */
  Restriction(
      FirstDifferences differences,
      double[] leverage,
      Effect effect,
      int largest,
      int sign,
      double multiple) {
    this.differences = differences;
    this.effect = effect;
    this.leverage = leverage;
    this.before = differences.change().length - leverage.length;
    this.largest = largest;
    this.sign = sign;
    this.multiple = multiple;
  }

  /**
   * L'D, whatever the drift.
   *
   * @param value of it
   * @param variance of it
   * @param covariance of it with each change
   */
  record Effect(double value, double variance, double[] covariance) {
    static Effect of(FirstDifferences differences, double[] leverage) {
      int before = differences.change().length - leverage.length;
      double value = 0;
      double variance = 0;
      double[] covariance = new double[differences.change().length];
      for (int t = 0; t < leverage.length; t++) {
        value += leverage[t] * differences.change()[before + t];
        for (int r = 0; r < covariance.length; r++) {
          covariance[r] += leverage[t] * differences.covariance()[before + t][r];
        }
      }
      for (int t = 0; t < leverage.length; t++) {
        variance += leverage[t] * covariance[before + t];
      }
      return new Effect(value, variance, covariance);
    }
  }

  /** How many changes there are after the reference. */
  int afterCount() {
    return leverage.length;
  }

  private double covariance(int one, int other) {
    return differences.covariance()[one][other];
  }

  /** Standard error of direction times change r less U, r counted over all changes. */
  private double error(int r, int direction) {
    return Math.sqrt(
        Math.max(
            0,
            covariance(r, r)
                + multiple * multiple * covariance(largest, largest)
                - 2 * direction * sign * multiple * covariance(r, largest)));
  }

  /** Denominator of the first corner (direction 1) or of its mirror image (-1). */
  double scale(int direction) {
    double sum = 0;
    for (int t = 0; t < leverage.length; t++) {
      if (leverage[t] != 0) {
        sum += Math.abs(leverage[t]) * error(before + t, leverage[t] > 0 ? direction : -direction);
      }
    }
    return sum;
  }

  /** Smallest and largest of s_t+ + s_t-. */
  double[] widths() {
    double least = Double.POSITIVE_INFINITY;
    double greatest = 0;
    for (int t = 0; t < leverage.length; t++) {
      double width = error(before + t, 1) + error(before + t, -1);
      if (width > 0) {
        least = Math.min(least, width);
        greatest = Math.max(greatest, width);
      }
    }
    return new double[] {least, greatest};
  }

  /** |L|: sum of the sizes of the leverages. */
  double exposure() {
    double sum = 0;
    for (double each : leverage) {
      sum += Math.abs(each);
    }
    return sum;
  }

  /** Variance of L'D, covariance of it and U, and variance of U. */
  double[] errors() {
    return new double[] {
      effect.variance(),
      sign * multiple * effect.covariance()[largest],
      multiple * multiple * covariance(largest, largest),
    };
  }

  /** Statistics of the test. */
  Moments moments() {
    return leverage.length == 1 ? ofOneTime() : ofSeveral();
  }

  private Moments ofSeveral() {
    double bound = multiple * sign * differences.change()[largest];
    double up = scale(1);
    double down = scale(-1);
    double[] widths = widths();
    double exposure = exposure();
    double[] ofEffect = {1 / up, -1 / down, 0, 0};
    double[] ofBound = {-exposure / up, -exposure / down, -2 / widths[0], -2 / widths[1]};
    double[] errors = errors();
    double[] level = new double[ofEffect.length];
    double[] slope = new double[ofEffect.length];
    double[][] covariance = new double[ofEffect.length][ofEffect.length];
    for (int i = 0; i < level.length; i++) {
      level[i] = ofEffect[i] * effect.value() + ofBound[i] * bound;
      slope[i] = -ofEffect[i];
      for (int j = 0; j < level.length; j++) {
        covariance[i][j] =
            ofEffect[i] * ofEffect[j] * errors[0]
                + (ofEffect[i] * ofBound[j] + ofEffect[j] * ofBound[i]) * errors[1]
                + ofBound[i] * ofBound[j] * errors[2];
      }
    }
    return new Moments(level, slope, covariance, true);
  }

  private Moments ofOneTime() {
    double[][] rows = normalised();
    double[] level = new double[rows.length];
    double[] slope = new double[rows.length];
    double[][] covariance = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      covariance[i] = new double[rows.length];
      for (int r = 0; r < rows[i].length; r++) {
        level[i] += rows[i][r] * differences.change()[r];
      }
      slope[i] = -rows[i][before] / leverage[0];
      for (int j = 0; j < rows.length; j++) {
        covariance[i][j] = Products.of(rows[i], differences.covariance(), rows[j]);
      }
    }
    return new Moments(level, slope, covariance, false);
  }

  /** All inequalities of one time after the reference over their standard errors. */
  double[][] normalised() {
    double[][] rows = rows();
    return Arrays.stream(rows)
        .filter(row -> Products.of(row, differences.covariance(), row) > 0)
        .map(
            row -> {
              double error = Math.sqrt(Products.of(row, differences.covariance(), row));
              return Arrays.stream(row).map(each -> each / error).toArray();
            })
        .toArray(double[][]::new);
  }

  /**
   * The inequalities as rows by which the changes are multiplied: first those from above, then
   * those from below; those before the reference only where there is one time after it.
   */
  double[][] rows() {
    int first = leverage.length == 1 ? 0 : before;
    int count = differences.change().length;
    List<double[]> rows = new ArrayList<>();
    for (int direction = 1; direction >= -1; direction -= 2) {
      for (int r = first; r < count; r++) {
        double[] row = new double[count];
        row[r] = direction;
        row[largest] -= sign * (r < before ? 1 : multiple);
        // That a change is no larger than itself says nothing.
        if (row[r] != 0 || r != largest) {
          rows.add(row);
        }
      }
    }
    return rows.toArray(double[][]::new);
  }

  /** Covariance of the changes; read only. */
  double[][] covarianceOfChanges() {
    return differences.covariance();
  }

  /** Covariance of the inequalities. */
  double[][] covarianceOfRows() {
    double[][] rows = rows();
    double[][] covariance = new double[rows.length][rows.length];
    for (int i = 0; i < rows.length; i++) {
      for (int j = 0; j <= i; j++) {
        covariance[i][j] = Products.of(rows[i], differences.covariance(), rows[j]);
        covariance[j][i] = covariance[i][j];
      }
    }
    return covariance;
  }

  /** The corners as weights of the inequalities, in the order of {@link #rows}. */
  double[][] corners() {
    int count = leverage.length;
    if (count == 1) {
      double[][] rows = rows();
      double[][] corners = new double[rows.length][rows.length];
      for (int i = 0; i < rows.length; i++) {
        double variance = Products.of(rows[i], differences.covariance(), rows[i]);
        corners[i][i] = variance > 0 ? 1 / Math.sqrt(variance) : 0;
      }
      return corners;
    }
    double[][] corners = new double[count + 2][2 * count];
    for (int t = 0; t < count; t++) {
      double width = error(before + t, 1) + error(before + t, -1);
      corners[t][t] = width > 0 ? 1 / width : 0;
      corners[t][count + t] = corners[t][t];
      int above = leverage[t] > 0 ? t : count + t;
      int below = leverage[t] > 0 ? count + t : t;
      corners[count][above] = Math.abs(leverage[t]) / scale(1);
      corners[count + 1][below] = Math.abs(leverage[t]) / scale(-1);
    }
    return corners;
  }
}
