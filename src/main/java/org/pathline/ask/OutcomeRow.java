package org.pathline.ask;

import java.math.BigDecimal;
import java.util.List;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.statistics.Interval;
import org.pathline.domain.statistics.MeanInterval;
import org.pathline.domain.statistics.Wilson;

/**
 * One outcome of one group.
 *
 * @param group values of the dimensions that were grouped by, in their order
 * @param members all members of the group's cells
 * @param censored members whom the outcome is about but of whom it is not known
 * @param observed members of whom it is known: the denominator
 * @param attained the numerator; for grade points all that are observed
 * @param rate attained of observed; for grade points the mean on the 4.0 scale; null where none is
 *     observed
 * @param interval at 95 %: Wilson's; for grade points Student's, null for fewer than two students
 */
public record OutcomeRow(
    List<String> group,
    Outcome outcome,
    long members,
    long censored,
    long observed,
    long attained,
    Double rate,
    Interval interval) {

  private static final int POINTS_SCALE = 9;

  static OutcomeRow of(List<String> group, Outcome outcome, CellSums sums) {
    long observed = sums.observed(outcome);
    long attained = sums.attained(outcome);
    Double rate = null;
    Interval interval = null;
    if (observed > 0 && outcome == Outcome.GRADE_POINTS) {
      BigDecimal sum = new BigDecimal(sums.gradePoints(), POINTS_SCALE);
      BigDecimal squares = new BigDecimal(sums.gradePointSquares(), 2 * POINTS_SCALE);
      rate = MeanInterval.mean(observed, sum);
      interval = MeanInterval.interval(observed, sum, squares);
    } else if (observed > 0) {
      rate = (double) attained / observed;
      interval = Wilson.interval(attained, observed);
    }
    return new OutcomeRow(
        group,
        outcome,
        sums.members(),
        sums.eligible(outcome) - observed,
        observed,
        attained,
        rate,
        interval);
  }

  /** Lower bound, or null. */
  public Double low() {
    return interval == null ? null : interval.low();
  }

  /** Upper bound, or null. */
  public Double high() {
    return interval == null ? null : interval.high();
  }
}
