package org.pathline.domain.effect.dose;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.TDistribution;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.RealMatrix;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.PositiveDefinite;
import org.pathline.domain.effect.Products;
import org.pathline.domain.effect.cell.SchoolId;
import org.pathline.domain.effect.imputation.TwoWayFit;
import org.pathline.domain.statistics.Interval;

/**
 * Outcome by bins of measured sorting, within schools and within years.
 *
 * <p>p_st = alpha_s + lambda_t + sum of beta_b 1{omega2_st in bin b}, weighted by students; beta is
 * by how much the outcome of a cohort differs when its school sorted as in bin b rather than as in
 * the first bin, beyond what all schools of the year have in common. Schools that stay in one bin
 * say nothing of it. Errors are clustered by school, times √(M/(M - 1)) for M schools, with
 * Student's distribution of M - 1 degrees of freedom. Schools choose how to sort, and may do so
 * when their students change, so this is an association; differences between doses of a treatment
 * are effects only under assumptions that nothing here checks (B. Callaway, A. Goodman-Bacon and P.
 * H. C. Sant'Anna, "Difference-in-differences with a continuous treatment", 2024).
 *
 * @param schools schools with a cohort whose sorting is measured
 */
public record SortingAssociation(int schools, List<Bin> bins) {
  /**
   * Where bins end. Rosters mixed at random lie below 0.1 but for one in hundreds; the threshold of
   * de facto tracking is 0.2; schools that sort by prior achievement lie above 0.5.
   */
  private static final double[] ENDS = {0.1, 0.3, 0.5, Double.POSITIVE_INFINITY};

  private static final double TAIL = 0.025;
  private static final double POSITIVITY = 1e-9;

  /**
   * Cohorts sorted alike.
   *
   * @param from least omega2
   * @param below omega2 of all is below it; infinite for the last bin
   * @param mean outcome of their students, unadjusted
   * @param difference from the first bin with cohorts within schools and years; 0 for that bin,
   *     null where no school tells
   * @param standardError null where there is none
   * @param interval at 95 %
   */
  public record Bin(
      double from,
      double below,
      int cohorts,
      double students,
      double mean,
      @Nullable Double difference,
      @Nullable Double standardError,
      @Nullable Interval interval) {}

  /** Association over some cohorts, each once, in any order. */
  public static SortingAssociation of(List<SortedCohort> cohorts) {
    List<SortedCohort> ordered =
        cohorts.stream()
            .sorted(
                Comparator.comparing(SortedCohort::school)
                    .thenComparingInt(SortedCohort::anchorYear))
            .toList();
    List<SchoolId> schools = ordered.stream().map(SortedCohort::school).distinct().toList();
    int[] years =
        new TreeSet<>(ordered.stream().map(SortedCohort::anchorYear).toList())
            .stream().mapToInt(Integer::intValue).toArray();
    double[][] weight = new double[schools.size()][years.length];
    double[][] outcome = new double[schools.size()][years.length];
    int[][] bin = new int[schools.size()][years.length];
    for (SortedCohort each : ordered) {
      int s = Collections.binarySearch(schools, each.school());
      int t = Arrays.binarySearch(years, each.anchorYear());
      weight[s][t] = each.observed();
      outcome[s][t] = each.total() / each.observed();
      bin[s][t] = binOf(each.omega2());
    }
    List<Integer> filled =
        new ArrayList<>(new TreeSet<>(ordered.stream().map(each -> binOf(each.omega2())).toList()));
    Fit fit = filled.size() < 2 ? null : Fit.of(weight, outcome, bin, filled);
    List<Bin> bins = new ArrayList<>();
    for (int b : filled) {
      bins.add(bin(ordered, b, filled.indexOf(b), fit));
    }
    return new SortingAssociation(schools.size(), List.copyOf(bins));
  }

  private static int binOf(double omega2) {
    int bin = 0;
    while (omega2 >= ENDS[bin]) {
      bin++;
    }
    return bin;
  }

  private static Bin bin(List<SortedCohort> cohorts, int bin, int position, @Nullable Fit fit) {
    int count = 0;
    double students = 0;
    double total = 0;
    for (SortedCohort each : cohorts) {
      if (binOf(each.omega2()) == bin) {
        count++;
        students += each.observed();
        total += each.total();
      }
    }
    Double difference =
        position == 0 ? Double.valueOf(0) : fit == null ? null : fit.difference(position);
    Double error = position == 0 || fit == null ? null : fit.standardError(position);
    return new Bin(
        bin == 0 ? 0 : ENDS[bin - 1],
        ENDS[bin],
        count,
        students,
        total / students,
        difference,
        error,
        fit == null || difference == null || error == null
            ? null
            : fit.interval(difference, error));
  }

  /** Least squares on what school and year leave of the outcome and of the bins. */
  private record Fit(double[] beta, RealMatrix covariance, int clusters) {
    /** Fit, or null where no school changes bins in a way that the years do not explain. */
    static @Nullable Fit of(
        double[][] weight, double[][] outcome, int[][] bin, List<Integer> filled) {
      int units = weight.length;
      int times = weight[0].length;
      TwoWayFit within = new TwoWayFit(weight, times);
      double[][] left = within.residuals(outcome);
      int width = filled.size() - 1;
      double[][][] columns = new double[width][][];
      for (int k = 0; k < width; k++) {
        double[][] indicator = new double[units][times];
        for (int s = 0; s < units; s++) {
          for (int t = 0; t < times; t++) {
            indicator[s][t] = weight[s][t] > 0 && bin[s][t] == filled.get(k + 1) ? 1 : 0;
          }
        }
        columns[k] = within.residuals(indicator);
      }
      double[][] normal = new double[width][width];
      double[] right = new double[width];
      for (int k = 0; k < width; k++) {
        right[k] = Products.weighted(weight, columns[k], left);
        for (int l = 0; l < width; l++) {
          normal[k][l] = Products.weighted(weight, columns[k], columns[l]);
        }
      }
      // Per student, so that the threshold does not depend on how many there are.
      double all = Arrays.stream(weight).flatMapToDouble(Arrays::stream).sum();
      RealMatrix inverse = PositiveDefinite.inverse(normal, POSITIVITY, all);
      if (inverse == null) {
        return null;
      }
      double[] beta = inverse.operate(right);
      double[][] scores = new double[width][width];
      int clusters = 0;
      for (int s = 0; s < units; s++) {
        double[] score = new double[width];
        boolean any = false;
        for (int t = 0; t < times; t++) {
          any |= weight[s][t] > 0;
          double residual = left[s][t];
          for (int k = 0; k < width; k++) {
            residual -= beta[k] * columns[k][s][t];
          }
          for (int k = 0; k < width; k++) {
            score[k] += weight[s][t] * columns[k][s][t] * residual;
          }
        }
        clusters += any ? 1 : 0;
        Products.addSquare(scores, 1, score);
      }
      double factor = clusters < 2 ? Double.NaN : clusters / (clusters - 1.0);
      return new Fit(
          beta,
          inverse
              .multiply(new Array2DRowRealMatrix(scores, false))
              .multiply(inverse)
              .scalarMultiply(factor),
          clusters);
    }

    double difference(int position) {
      return beta[position - 1];
    }

    @Nullable Double standardError(int position) {
      double variance = covariance.getEntry(position - 1, position - 1);
      return variance > 0 ? Double.valueOf(Math.sqrt(variance)) : null;
    }

    Interval interval(double difference, double error) {
      double half = TDistribution.of(clusters - 1.0).inverseSurvivalProbability(TAIL) * error;
      return new Interval(difference - half, difference + half);
    }
  }
}
