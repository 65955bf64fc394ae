package org.pathline.domain.release.form;

/**
 * A band of omega2, the corrected share of variance between sections: a tenth wide, and all below
 * 0.1 and from 0.8 on together.
 *
 * @param tenths the lower end in tenths, from 0 to 8
 */
public record SortingBand(int tenths) {
  private static final int LAST = 8;

  /** Checks it. */
  public SortingBand {
    if (tenths < 0 || tenths > LAST) {
      throw new IllegalArgumentException(tenths + " tenths are no band of omega2");
    }
  }

  /** Band that an index lies in. */
  public static SortingBand of(double omega2) {
    // An index just below a tenth is printed as that tenth elsewhere, so it is taken for it.
    return new SortingBand((int) Math.max(0, Math.min(LAST, Math.floor(omega2 * 10 + 1e-9))));
  }

  /** As it is written: {@code <0.1}, {@code 0.1-0.2} to {@code 0.7-0.8}, {@code >=0.8}. */
  @Override
  public String toString() {
    if (tenths == 0) {
      return "<0.1";
    }
    return tenths == LAST ? ">=0.8" : "0." + tenths + "-0." + (tenths + 1);
  }

  /**
   * Band from its text.
   *
   * @throws IllegalArgumentException when it is none
   */
  public static SortingBand parse(String text) {
    for (int i = 0; i <= LAST; i++) {
      if (new SortingBand(i).toString().equals(text)) {
        return new SortingBand(i);
      }
    }
    throw new IllegalArgumentException("'" + text + "' is no band of omega2 such as 0.2-0.3");
  }
}
