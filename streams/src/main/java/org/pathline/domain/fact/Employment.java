package org.pathline.domain.fact;

import org.jspecify.annotations.Nullable;

/**
 * One calendar quarter with one employer; wages in dollars.
 *
 * <p>Null where absent: occupationCode, industryCode, wages.
 */
public record Employment(
    Envelope envelope,
    String employerId,
    String quarter,
    @Nullable String occupationCode,
    @Nullable String industryCode,
    @Nullable Double wages)
    implements Fact {

  @Override
  public FactType type() {
    return FactType.EMPLOYMENT;
  }

  @Override
  public String naturalKey() {
    return employerId + "|" + quarter;
  }

  @Override
  public int compareNaturalKey(Fact other) {
    Employment that = (Employment) other;
    int order = employerId.compareTo(that.employerId());
    return order != 0 ? order : quarter.compareTo(that.quarter());
  }
}
