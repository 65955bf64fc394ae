package org.pathline.ask;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.statistics.Interval;

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
    @Nullable Double rate,
    @Nullable Interval interval) {

  static OutcomeRow of(List<String> group, Outcome outcome, CellSums sums) {
    OutcomeSum sum = OutcomeSum.of(outcome, sums);
    return new OutcomeRow(
        group,
        outcome,
        sums.members(),
        sum.censored(),
        sum.observed(),
        sum.attained(),
        sum.mean(),
        sum.interval());
  }

  /** Lower bound, or null. */
  public @Nullable Double low() {
    return Interval.low(interval);
  }

  /** Upper bound, or null. */
  public @Nullable Double high() {
    return Interval.high(interval);
  }
}
