package org.pathline.report;

import java.math.BigDecimal;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as they are written; what is not known or not bounded is null. */
public final class Numbers {
  private static final String UNKNOWN = "-";

  private Numbers() {}

  /** The shortest digits that give the same double again, without an exponent; empty for none. */
  public static String exact(@Nullable Double value) {
    return value == null || value.isInfinite() ? "" : BigDecimal.valueOf(value).toPlainString();
  }

  /** A number with so many digits behind the point. */
  public static String rounded(int digits, @Nullable Double value) {
    return value == null ? UNKNOWN : String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** A share as a percentage with one digit behind the point. */
  public static String percent(@Nullable Double share) {
    return share == null ? UNKNOWN : String.format(Locale.ROOT, "%.1f%%", 100 * share);
  }

  /** An estimate of an effect, with four digits. */
  public static String estimate(@Nullable Double value) {
    return rounded(4, value);
  }

  /** A number, or null for none that is finite. */
  public static @Nullable Double finite(double value) {
    return Double.isFinite(value) ? Double.valueOf(value) : null;
  }
}
