package org.pathline.domain.equity;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.outcome.OutcomeSum;
import org.pathline.domain.policy.DeclaredRegime;
import org.pathline.domain.statistics.Interval;

/**
 * One gap: the reference less a group, in one measure, under one regime.
 *
 * <p>Shares are from 0 to 1, grade points on the 4.0 scale. A positive difference means that the
 * reference has more.
 *
 * @param districtId null for all districts together
 * @param reference the group compared with
 * @param difference reference less group; null where either has nobody observed
 * @param differenceInterval at 95 %: Newcombe's, of means from both t intervals
 * @param ratio reference over group; null for grade points and where the group has none
 * @param ratioInterval at 95 % by Miettinen and Nurminen; the upper bound may be infinite
 * @param standardised difference at the prior achievement of all members of the district, over the
 *     thirds that both groups are in; null where there is none
 * @param standardisedInterval at 95 % by Wald
 * @param excludedThirds thirds that only one of the two is in
 * @param notObservable anchor years left out because the outcome cannot be known yet, as
 *     district:year where all districts are together
 */
public record LedgerRow(
    @Nullable String districtId,
    DeclaredRegime regime,
    Grouping by,
    String group,
    String reference,
    LedgerMeasure measure,
    Side ofGroup,
    Side ofReference,
    @Nullable Double difference,
    @Nullable Interval differenceInterval,
    @Nullable Double ratio,
    @Nullable Interval ratioInterval,
    @Nullable Double standardised,
    @Nullable Interval standardisedInterval,
    List<String> excludedThirds,
    List<String> notObservable) {

  /**
   * One of the two that are compared.
   *
   * @param censored students of whom it is not known
   * @param mean share or mean points; null where nobody is observed
   */
  public record Side(long observed, long censored, long attained, @Nullable Double mean) {
    static Side of(OutcomeSum sum) {
      return new Side(sum.observed(), sum.censored(), sum.attained(), sum.mean());
    }
  }
}
