package org.pathline.domain.effect.grouptime;

import java.util.Objects;
import java.util.function.IntToDoubleFunction;
import org.hipparchus.util.MathArrays;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Estimate;
import org.pathline.domain.effect.Specification.Method;
import org.pathline.domain.effect.grouptime.RefusedEffect.Refusal;

/**
 * The change of a group less that of its comparison, with its error unit by unit.
 *
 * <p>Each mean over rows of the group (T) or of the comparison (C) adds w (value - mean) / sum of w
 * to the error of the row's unit; each fitted model adds its own error along the derivative of the
 * estimate by its coefficients. With differences of followed units there is one period, with cells
 * of students the later period counts and the earlier one is taken off. A period's part is
 *
 * <ul>
 *   <li>regression: mean of y over T, less the mean of x'b_C over T of both periods;
 *   <li>inverse probability: mean of y over T, less that over C weighted by p / (1 - p);
 *   <li>doubly robust: both means of y - x'b_C; and for cells of students, the mean of x'(b_T -
 *       b_C) over T of both periods less that over T of the period.
 * </ul>
 *
 * <p>b_C and b_T are least squares on the period's rows of C and of T, p a logit on all rows.
 * Sources: P. H. C. Sant'Anna and J. Zhao, "Doubly robust difference-in-differences estimators",
 * Journal of Econometrics 219 (2020), 101-122, equations (2.5), (3.1) and (3.4); J. J. Heckman, H.
 * Ichimura and P. E. Todd (1997) for the regression. The error of b_C of the earlier period enters
 * with the sign that follows from the derivative; R's DRDID 1.2.3 has it reversed for repeated
 * cross-sections.
 */
final class Contrast {
  private static final double TRIMMED = 0.995;

  private final Rows rows;
  private final Method method;
  private final @Nullable Regression propensity;
  private final double[] contributions;
  private final int[] ofGroup;

  private Contrast(Rows rows, Method method) throws Refused {
    this.rows = rows;
    this.method = method;
    contributions = new double[rows.units()];
    ofGroup = rows.ofGroup();
    propensity = method == Method.REGRESSION ? null : Regression.logit(rows, rows.all());
  }

  /**
   * Estimate of a comparison.
   *
   * @param perPeriod whether rows are cells of two periods rather than differences
   * @throws Refused when it cannot be made
   */
  static Estimate of(Rows rows, Method method, boolean perPeriod) throws Refused {
    Contrast contrast = new Contrast(rows, method);
    double value = contrast.period(true, 1);
    if (perPeriod) {
      value += contrast.period(false, -1);
    }
    return new Estimate(value, contrast.contributions);
  }

  /** A period's part with a sign, its error added with that sign. */
  private double period(boolean later, int sign) throws Refused {
    int[] group = rows.ofGroup(later);
    int[] comparison = rows.ofComparison(later);
    if (group.length == 0 || comparison.length == 0) {
      throw new Refused(Refusal.NOTHING_OBSERVED);
    }
    return switch (method) {
      case REGRESSION -> regression(group, comparison, sign);
      case INVERSE_PROBABILITY ->
          mean(group, rows::weight, rows::outcome, sign) + againstWeighted(comparison, null, sign);
      case DOUBLY_ROBUST -> doublyRobust(group, comparison, sign);
    };
  }

  private double regression(int[] group, int[] comparison, int sign) throws Refused {
    Regression fit = Regression.leastSquares(rows, comparison);
    double value =
        mean(group, rows::weight, rows::outcome, sign)
            + mean(ofGroup, rows::weight, fit::fitted, -sign);
    fit.addError(meanX(ofGroup, -sign), contributions);
    return value;
  }

  private double doublyRobust(int[] group, int[] comparison, int sign) throws Refused {
    Regression fit = Regression.leastSquares(rows, comparison);
    double value =
        mean(group, rows::weight, row -> rows.outcome(row) - fit.fitted(row), sign)
            + againstWeighted(comparison, fit, sign);
    fit.addError(meanX(group, -sign), contributions);
    if (ofGroup.length > group.length) {
      Regression own = Regression.leastSquares(rows, group);
      IntToDoubleFunction gain = row -> own.fitted(row) - fit.fitted(row);
      value += mean(ofGroup, rows::weight, gain, sign) + mean(group, rows::weight, gain, -sign);
      double[] moved = MathArrays.ebeSubtract(meanX(ofGroup, sign), meanX(group, sign));
      own.addError(moved, contributions);
      fit.addError(MathArrays.ebeSubtract(new double[moved.length], moved), contributions);
    }
    return value;
  }

  /** Less the mean of the comparison's outcome, or of what a fit leaves of it, weighted to T. */
  private double againstWeighted(int[] comparison, @Nullable Regression fit, int sign)
      throws Refused {
    IntToDoubleFunction left = row -> rows.outcome(row) - (fit == null ? 0 : fit.fitted(row));
    Regression logit =
        Objects.requireNonNull(propensity, "it is fitted for every method but regression");
    IntToDoubleFunction odds = row -> weightToGroup(logit, row);
    double total = 0;
    for (int row : comparison) {
      total += odds.applyAsDouble(row);
    }
    if (!(total > 0)) {
      throw new Refused(Refusal.NO_OVERLAP);
    }
    double mean = mean(comparison, odds, left, -sign);
    double[] byCoefficient = new double[rows.width()];
    double[] meanX = new double[rows.width()];
    for (int row : comparison) {
      double share = odds.applyAsDouble(row) / total;
      for (int k = 0; k < meanX.length; k++) {
        meanX[k] += sign * share * rows.x(row)[k];
        // The mean comes with its sign, so that -sign * mean is the mean itself.
        byCoefficient[k] -= sign * share * (left.applyAsDouble(row) + sign * mean) * rows.x(row)[k];
      }
    }
    logit.addError(byCoefficient, contributions);
    if (fit != null) {
      fit.addError(meanX, contributions);
    }
    return mean;
  }

  private double weightToGroup(Regression logit, int row) {
    double p = logit.probabilityOf(row);
    return p < TRIMMED ? rows.weight(row) * p / (1 - p) : 0;
  }

  /** Adds a mean with a sign to the error, and returns it with that sign. */
  private double mean(int[] of, IntToDoubleFunction weight, IntToDoubleFunction value, int sign) {
    double sum = 0;
    double total = 0;
    for (int row : of) {
      sum += weight.applyAsDouble(row) * value.applyAsDouble(row);
      total += weight.applyAsDouble(row);
    }
    double mean = sum / total;
    for (int row : of) {
      contributions[rows.unit(row)] +=
          sign * weight.applyAsDouble(row) * (value.applyAsDouble(row) - mean) / total;
    }
    return sign * mean;
  }

  private double[] meanX(int[] of, int sign) {
    double[] mean = new double[rows.width()];
    for (int k = 0; k < mean.length; k++) {
      int column = k;
      mean[k] = sign * rows.mean(of, row -> rows.x(row)[column]);
    }
    return mean;
  }
}
