package org.pathline.domain.equity;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;
import org.pathline.domain.statistics.Interval;
import org.pathline.domain.statistics.MeanInterval;
import org.pathline.domain.statistics.Wilson;

/** Exact sums of one measure over some cells. Mutable while they are gathered. */
final class Tally {
  private static final int POINTS_SCALE = 9;

  private final LedgerMeasure measure;
  private long eligible;
  private long observed;
  private long attained;
  private BigInteger points = BigInteger.ZERO;
  private BigInteger squares = BigInteger.ZERO;

  Tally(LedgerMeasure measure) {
    this.measure = measure;
  }

  void add(CellSums sums) {
    Outcome outcome = measure.outcome();
    if (measure == LedgerMeasure.PRIVATE_ACCELERATION) {
      long entrants = sums.attained(outcome);
      eligible += entrants;
      observed += entrants;
      attained += sums.stemEntrants(Channel.OUTSIDE_FAMILY);
      return;
    }
    eligible += sums.eligible(outcome);
    observed += sums.observed(outcome);
    attained += sums.attained(outcome);
    if (measure.isMean()) {
      points = points.add(sums.gradePoints());
      squares = squares.add(sums.gradePointSquares());
    }
  }

  long censored() {
    return eligible - observed;
  }

  long observed() {
    return observed;
  }

  long attained() {
    return attained;
  }

  /** Share or mean; null where nothing is observed. */
  Double mean() {
    if (observed == 0) {
      return null;
    }
    return measure.isMean()
        ? MeanInterval.mean(observed, sum())
        : Double.valueOf((double) attained / observed);
  }

  /** Wilson's interval of a share, Student's of a mean; null where there is none. */
  Interval interval() {
    if (observed == 0) {
      return null;
    }
    return measure.isMean()
        ? MeanInterval.interval(observed, sum(), new BigDecimal(squares, 2 * POINTS_SCALE))
        : Wilson.interval(attained, observed);
  }

  /** Variance of one observation; 0 where there are fewer than two points. */
  double variance() {
    if (!measure.isMean()) {
      double share = observed == 0 ? 0 : (double) attained / observed;
      return share * (1 - share);
    }
    if (observed < 2) {
      return 0;
    }
    BigInteger n = BigInteger.valueOf(observed);
    BigInteger spread = n.multiply(squares).subtract(points.multiply(points));
    return new BigDecimal(spread, 2 * POINTS_SCALE).doubleValue()
        / ((double) observed * (observed - 1));
  }

  private BigDecimal sum() {
    return new BigDecimal(points, POINTS_SCALE);
  }
}
