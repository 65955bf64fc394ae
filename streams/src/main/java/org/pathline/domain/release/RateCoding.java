package org.pathline.domain.release;

/**
 * Top and bottom coding of rates by the size of their group.
 *
 * <p>The shares are those that NCES recommends to states (SLDS Technical Brief 3, NCES 2011-603): a
 * rate in a group of 10 to 20 students is shown as 20 % or less, or 80 % or more, where it is
 * beyond; and so on to 1 % in groups of more than 300. In a small group so narrow a band would tell
 * the count: 5 % of 60 students are 3. So a band is widened until it holds the width that every
 * withheld count must keep.
 */
public final class RateCoding {
  private static final int[] SIZES = {20, 40, 100, 200, 300};
  private static final int[] PERCENT = {20, 10, 5, 3, 2};
  private static final int LARGE_PERCENT = 1;

  private RateCoding() {}

  /**
   * Below which percentage, and above which distance from 100 %, rates of a group are coded.
   *
   * @param observed students in the denominator
   * @param width how many students a band must hold at least
   * @return a whole percentage; more than 50 where the group is too small for any rate
   */
  public static int percent(long observed, double width) {
    int recommended = LARGE_PERCENT;
    for (int i = SIZES.length - 1; i >= 0 && observed <= SIZES[i]; i--) {
      recommended = PERCENT[i];
    }
    return Math.max(recommended, (int) Math.min(101, Math.ceil(100 * width / observed)));
  }

  /** A band of percentages that a rate lies in. */
  public record Band(int low, int high) {
    /** As it is written: {@code <=5%} or {@code >=95%}. */
    @Override
    public String toString() {
      return low == 0 ? "<=" + high + "%" : ">=" + low + "%";
    }

    /**
     * Band from its text.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static Band parse(String text) {
      if (text.matches("<=[0-9]{1,2}%")) {
        return new Band(0, Integer.parseInt(text.substring(2, text.length() - 1)));
      }
      if (text.matches(">=[0-9]{1,2}%")) {
        return new Band(Integer.parseInt(text.substring(2, text.length() - 1)), 100);
      }
      throw new IllegalArgumentException("'" + text + "' is no coded rate such as <=5% or >=95%");
    }
  }

  /**
   * Band of a rate, or null where it may be shown as it is or the group is too small for a band.
   */
  public static @org.jspecify.annotations.Nullable Band band(
      long attained, long observed, double width) {
    int percent = percent(observed, width);
    if (percent > 50) {
      return null;
    }
    if (100 * attained <= percent * observed) {
      return new Band(0, percent);
    }
    return 100 * attained >= (100 - percent) * observed ? new Band(100 - percent, 100) : null;
  }

  /** Whether the rate itself must not be told. */
  public static boolean isSensitive(long attained, long observed, double width) {
    int percent = percent(observed, width);
    return percent > 50
        || 100 * attained <= percent * observed
        || 100 * attained >= (100 - percent) * observed;
  }
}
