package org.pathline.domain.release.form;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.equity.LedgerMeasure;
import org.pathline.domain.statistics.Interval;

/**
 * A gap of the equity ledger as it follows from the tables of a release: the reference less a
 * group.
 *
 * <p>Shares are from 0 to 1, grade points on the 4.0 scale.
 *
 * @param within values that both groups have in common, by dimension; all else is summed over
 * @param least the least that the gap can be: less than the greatest where a rate is coded
 * @param most the greatest that it can be
 * @param interval at 95 % by Newcombe; null of means, and where a rate is coded
 * @param ratio reference over group; null likewise
 * @param standardised gap at the prior achievement of all members of the district, or of all where
 *     districts are summed over; null where a figure that it needs is withheld
 * @param standardisedInterval at 95 % by Wald
 */
public record PublishedGap(
    Map<String, String> within,
    Grouping by,
    String group,
    LedgerMeasure measure,
    double least,
    double most,
    @Nullable Interval interval,
    @Nullable Double ratio,
    @Nullable Double standardised,
    @Nullable Interval standardisedInterval) {

  /** Copies the values. */
  public PublishedGap {
    within = Map.copyOf(within);
  }
}
