package org.pathline.domain.effect.cell;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Regime;

/** The policy in force at a school for the students of an anchor year. */
@FunctionalInterface
public interface RegimeAt {
  /**
   * A regime and where it was decided.
   *
   * @param regime null where no policy is in force: undeclared
   * @param districtWide whether the policy is the district's and not the school's own
   */
  record InForce(@Nullable Regime regime, boolean districtWide) {
    /** No policy at all. */
    public static final InForce UNDECLARED = new InForce(null, false);

    /** Whether students are not sorted into courses. */
    public boolean isDetracked() {
      return regime == Regime.DETRACKED;
    }

    /** Name of the regime in answers. */
    public String text() {
      return regime == null ? "UNDECLARED" : regime.name();
    }
  }

  /** What is in force; never null. */
  InForce at(SchoolId school, int anchorYear);
}
