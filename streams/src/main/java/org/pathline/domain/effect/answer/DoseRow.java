package org.pathline.domain.effect.answer;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.statistics.Interval;

/**
 * One estimate by dose.
 *
 * @param of whose effect
 * @param from dose, or least dose of a bin; null for a mean over all doses
 * @param to greatest dose of a bin; null for others
 * @param interval pointwise, at 95 %
 * @param band uniform over the rows of one kind and group, at 95 %
 */
public record DoseRow(
    String of,
    Kind kind,
    @Nullable Double from,
    @Nullable Double to,
    double estimate,
    @Nullable Double standardError,
    @Nullable Interval interval,
    @Nullable Interval band) {
  /** What is estimated. */
  public enum Kind {
    /** Mean effect on the units whose dose lies in a bin. */
    BIN("bin"),
    /** ATT(d|d): effect of a dose on the units that had it. */
    ATT("att"),
    /** Its derivative by the dose. */
    ACRT("acrt"),
    /** Mean effect over all doses. */
    OVERALL_ATT("overallAtt"),
    /** Mean derivative over all doses. */
    OVERALL_ACRT("overallAcrt");

    private final String label;

    Kind(String label) {
      this.label = label;
    }

    /** Name in columns. */
    public String label() {
      return label;
    }
  }
}
