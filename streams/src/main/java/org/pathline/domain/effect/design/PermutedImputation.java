package org.pathline.domain.effect.design;

import java.util.Arrays;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.Panel;
import org.pathline.domain.effect.PanelUnit;
import org.pathline.domain.effect.PositiveDefinite;
import org.pathline.domain.effect.Weighting;

/**
 * The imputation estimator's overall effect under any assignment of adoptions to units, quickly.
 *
 * <p>The equations of the times are those of all cells less those of the few that an assignment
 * treats, so that one more assignment costs as much as it has adopters. Equal to {@link
 * org.pathline.domain.effect.imputation.Imputation} where the fit determines every treated cell.
 */
final class PermutedImputation {
  private static final double NOTHING = 1e-9;

  private final int[] times;
  private final int anticipation;
  private final double[][] weight;
  private final double[][] outcome;
  private final double[][] policy;
  private final double[][] matrix;
  private final double[] ofOutcome;
  private final double[] ofPolicy;

  PermutedImputation(Panel panel, int anticipation) {
    int units = panel.units().size();
    times = panel.times();
    this.anticipation = anticipation;
    weight = new double[units][times.length];
    outcome = new double[units][times.length];
    policy = new double[units][times.length];
    matrix = new double[times.length][times.length];
    ofOutcome = new double[times.length];
    ofPolicy = new double[times.length];
    for (int s = 0; s < units; s++) {
      PanelUnit unit = panel.units().get(s);
      for (int t = 0; t < times.length; t++) {
        if (panel.size(s, t) > 0) {
          weight[s][t] = panel.weighting() == Weighting.STUDENT ? panel.size(s, t) : unit.weight();
          outcome[s][t] = panel.mean(s, t);
          policy[s][t] = unit.everAdopts() && times[t] >= unit.adopted() ? 1 : 0;
        }
      }
      add(s, times.length, 1, matrix, ofOutcome, ofPolicy);
    }
  }

  /**
   * What an assignment makes of the outcome and of the policy as it really was.
   *
   * @param outcome effect on the outcome
   * @param policy effect on having the policy: by how much the estimate moves when the outcome of
   *     every cell really treated does, by 1
   */
  record Statistic(double outcome, double policy) {}

  /** Index of the first time that a unit of an adoption may feel it. */
  private int firstAffected(int adopted) {
    int first = 0;
    while (first < times.length
        && (adopted == PanelUnit.NEVER || times[first] < adopted - anticipation)) {
      first++;
    }
    return first;
  }

  /** Adds a unit's part of the equations of its first times. */
  private void add(
      int s, int until, double sign, double[][] into, double[] outcomes, double[] policies) {
    double sum = 0;
    double outcomeSum = 0;
    double policySum = 0;
    for (int t = 0; t < until; t++) {
      sum += weight[s][t];
      outcomeSum += weight[s][t] * outcome[s][t];
      policySum += weight[s][t] * policy[s][t];
    }
    if (sum == 0) {
      return;
    }
    for (int t = 0; t < until; t++) {
      double each = weight[s][t];
      if (each > 0) {
        into[t][t] += sign * each;
        for (int other = 0; other < until; other++) {
          into[t][other] -= sign * each * weight[s][other] / sum;
        }
        outcomes[t] += sign * each * (outcome[s][t] - outcomeSum / sum);
        policies[t] += sign * each * (policy[s][t] - policySum / sum);
      }
    }
  }

  /**
   * Statistic of an assignment; null where it cannot be fitted.
   *
   * @param adopted adoption of each unit, by index
   */
  @Nullable Statistic statistic(int[] adopted) {
    double[][] left = new double[times.length][];
    for (int t = 0; t < times.length; t++) {
      left[t] = matrix[t].clone();
    }
    double[] outcomes = ofOutcome.clone();
    double[] policies = ofPolicy.clone();
    for (int s = 0; s < adopted.length; s++) {
      if (adopted[s] != PanelUnit.NEVER) {
        add(s, times.length, -1, left, outcomes, policies);
        add(s, firstAffected(adopted[s]), 1, left, outcomes, policies);
      }
    }
    double[][] lambda = solve(left, outcomes, policies);
    return lambda == null ? null : mean(adopted, lambda);
  }

  /** Time effects of outcome and policy, NaN at times at which nothing is untreated. */
  private double @Nullable [][] solve(double[][] left, double[] outcomes, double[] policies) {
    int[] free = new int[times.length];
    int count = 0;
    int reference = -1;
    for (int t = 0; t < times.length; t++) {
      if (left[t][t] > NOTHING * Math.max(1, matrix[t][t])) {
        if (reference < 0) {
          reference = t;
        } else {
          free[count++] = t;
        }
      }
    }
    if (count == 0) {
      return null;
    }
    double[][] reduced = new double[count][count];
    double[] first = new double[count];
    double[] second = new double[count];
    for (int i = 0; i < count; i++) {
      for (int j = 0; j <= i; j++) {
        reduced[i][j] = left[free[i]][free[j]];
        reduced[j][i] = reduced[i][j];
      }
      first[i] = outcomes[free[i]];
      second[i] = policies[free[i]];
    }
    DecompositionSolver solver = PositiveDefinite.solver(reduced, NOTHING);
    if (solver == null) {
      return null;
    }
    double[][] lambda = new double[2][times.length];
    for (double[] each : lambda) {
      Arrays.fill(each, Double.NaN);
      each[reference] = 0;
    }
    var one = solver.solve(new ArrayRealVector(first, false));
    var other = solver.solve(new ArrayRealVector(second, false));
    for (int i = 0; i < count; i++) {
      lambda[0][free[i]] = one.getEntry(i);
      lambda[1][free[i]] = other.getEntry(i);
    }
    return lambda;
  }

  private @Nullable Statistic mean(int[] adopted, double[][] lambda) {
    double total = 0;
    double outcomes = 0;
    double policies = 0;
    for (int s = 0; s < adopted.length; s++) {
      if (adopted[s] == PanelUnit.NEVER) {
        continue;
      }
      int until = firstAffected(adopted[s]);
      double sum = 0;
      double outcomeAlpha = 0;
      double policyAlpha = 0;
      for (int t = 0; t < until; t++) {
        if (weight[s][t] > 0) {
          sum += weight[s][t];
          outcomeAlpha += weight[s][t] * (outcome[s][t] - lambda[0][t]);
          policyAlpha += weight[s][t] * (policy[s][t] - lambda[1][t]);
        }
      }
      for (int t = until; sum > 0 && t < times.length; t++) {
        if (weight[s][t] > 0 && times[t] >= adopted[s] && !Double.isNaN(lambda[0][t])) {
          total += weight[s][t];
          outcomes += weight[s][t] * (outcome[s][t] - lambda[0][t] - outcomeAlpha / sum);
          policies += weight[s][t] * (policy[s][t] - lambda[1][t] - policyAlpha / sum);
        }
      }
    }
    return total > 0 ? new Statistic(outcomes / total, policies / total) : null;
  }
}
