package org.pathline.domain.sorting;

import java.util.ArrayList;
import java.util.List;
import org.pathline.domain.policy.DeclaredRegime;

/**
 * When sorting is remarkable.
 *
 * @param deFactoTrackedFrom omega2, above 0 and at most 1, from which on a roster that is declared
 *     to be de-tracked is called de facto tracked
 */
public record SortingRule(double deFactoTrackedFrom) {
  /**
   * A fifth of the variance of prior percentiles between sections.
   *
   * <p>In two simulated states of 26,000 students, 290 of 291 rosters of schools that de-tracked
   * and mix have an omega2 below 0.1, and the last 0.16; those of schools that de-tracked and sort
   * anyway begin at 0.57, and schools that sort only roughly lie around 0.4. Where students are put
   * into three sections of 25 at random, about one roster in 9,000 gets there (F distribution with
   * 2 and 72 degrees of freedom).
   */
  public static final SortingRule DEFAULT = new SortingRule(0.2);

  private static final double SCORED_SHARE = 0.8;

  /** Checks the threshold. */
  public SortingRule {
    if (!(deFactoTrackedFrom > 0 && deFactoTrackedFrom <= 1)) {
      throw new IllegalArgumentException(
          "omega2 " + deFactoTrackedFrom + " is not above 0 and at most 1");
    }
  }

  /** Flags of a roster, in their order. */
  public List<SortingFlag> flags(Sorting sorting, DeclaredRegime regime) {
    List<SortingFlag> flags = new ArrayList<>();
    Double omega2 = sorting.scores().omega2();
    if (regime == DeclaredRegime.DETRACKED && omega2 != null && omega2 >= deFactoTrackedFrom) {
      flags.add(SortingFlag.DE_FACTO_TRACKED);
    }
    if (sorting.scoredShare() < SCORED_SHARE) {
      flags.add(SortingFlag.SCORES_MISSING);
    }
    return flags;
  }

  @Override
  public String toString() {
    return "de facto tracked from omega2 " + deFactoTrackedFrom + " on";
  }
}
