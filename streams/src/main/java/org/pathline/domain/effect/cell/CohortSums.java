package org.pathline.domain.effect.cell;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;

/** Exact sums of one outcome over some students of a school and an anchor year. */
final class CohortSums {
  private static final int POINTS_SCALE = 9;

  private long eligible;
  private long observed;
  private long attained;
  private BigInteger points = BigInteger.ZERO;
  private BigInteger squares = BigInteger.ZERO;

  void add(Outcome outcome, CellSums sums) {
    eligible += sums.eligible(outcome);
    observed += sums.observed(outcome);
    attained += sums.attained(outcome);
    if (outcome == Outcome.GRADE_POINTS) {
      points = points.add(sums.gradePoints());
      squares = squares.add(sums.gradePointSquares());
    }
  }

  /** Students whom the outcome is about. */
  long eligible() {
    return eligible;
  }

  /** Students of whom it is known. */
  long observed() {
    return observed;
  }

  /** Sum of the outcome over the observed: how many attained it, or their grade points. */
  double total(Outcome outcome) {
    return outcome == Outcome.GRADE_POINTS
        ? new BigDecimal(points, POINTS_SCALE).doubleValue()
        : attained;
  }

  /** Sum of the squares of the outcome over the observed. */
  double squares(Outcome outcome) {
    return outcome == Outcome.GRADE_POINTS
        ? new BigDecimal(squares, 2 * POINTS_SCALE).doubleValue()
        : attained;
  }
}
