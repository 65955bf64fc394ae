package org.pathline.domain.outcome;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.pathway.GradePoints;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.statistics.Interval;
import org.pathline.domain.statistics.MeanInterval;
import org.pathline.domain.statistics.Wilson;

/** Exact sums of one outcome over the students of some cells. Mutable while they are gathered. */
public final class OutcomeSum {
  private final boolean isMean;
  private long eligible;
  private long observed;
  private long attained;
  private BigInteger points = BigInteger.ZERO;
  private BigInteger squares = BigInteger.ZERO;

  /** Sums of nothing. */
  public OutcomeSum(Outcome outcome) {
    isMean = outcome == Outcome.GRADE_POINTS;
  }

  /** Sums of an outcome in sums of all of them. */
  public static OutcomeSum of(Outcome outcome, CellSums sums) {
    OutcomeSum sum = new OutcomeSum(outcome);
    sum.add(outcome, sums);
    return sum;
  }

  /** Adds the outcome's part of the sums of a cell. */
  public void add(Outcome outcome, CellSums sums) {
    eligible += sums.eligible(outcome);
    observed += sums.observed(outcome);
    attained += sums.attained(outcome);
    if (isMean) {
      points = points.add(sums.gradePoints());
      squares = squares.add(sums.gradePointSquares());
    }
  }

  /** Adds other sums of the same outcome. */
  public void add(OutcomeSum other) {
    eligible += other.eligible;
    observed += other.observed;
    attained += other.attained;
    if (isMean) {
      points = points.add(other.points);
      squares = squares.add(other.squares);
    }
  }

  /**
   * Adds who entered STEM by h(2); as attained, who of them were first accelerated through a
   * channel.
   */
  public void addStemEntrants(Channel channel, CellSums sums) {
    long entrants = sums.attained(Outcome.STEM_ENTRY_2);
    eligible += entrants;
    observed += entrants;
    attained += sums.stemEntrants(channel);
  }

  /** Students of whom it is known. */
  public long observed() {
    return observed;
  }

  /** Students whom the outcome is about but of whom it is not known. */
  public long censored() {
    return eligible - observed;
  }

  /** Students who attained it; of grade points all that are observed. */
  public long attained() {
    return attained;
  }

  /** Sum of the outcome over the observed: how many attained it, or their grade points. */
  public double total() {
    return isMean ? GradePoints.sum(points).doubleValue() : attained;
  }

  /** Share or mean; null where nothing is observed. */
  public @Nullable Double mean() {
    if (observed == 0) {
      return null;
    }
    return isMean
        ? MeanInterval.mean(observed, GradePoints.sum(points))
        : Double.valueOf((double) attained / observed);
  }

  /** Wilson's interval of a share, Student's of a mean; null where there is none. */
  public @Nullable Interval interval() {
    if (observed == 0) {
      return null;
    }
    return isMean
        ? MeanInterval.interval(observed, GradePoints.sum(points), GradePoints.squares(squares))
        : Wilson.interval(attained, observed);
  }

  /** Variance of one observation; 0 where there are fewer than two points. */
  public double variance() {
    if (!isMean) {
      double share = observed == 0 ? 0 : (double) attained / observed;
      return share * (1 - share);
    }
    if (observed < 2) {
      return 0;
    }
    BigInteger n = BigInteger.valueOf(observed);
    BigInteger spread = n.multiply(squares).subtract(points.multiply(points));
    return GradePoints.squares(spread).doubleValue() / ((double) observed * (observed - 1));
  }
}
