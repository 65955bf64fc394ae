package org.pathline.domain.effect;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One of several panels over the same units whose estimates are added up: a single one with factor
 * 1 for some students, two with 1 and -1 for a gap.
 */
public record Summand(double factor, Panel panel) {

  /** Sum of what each panel gives; null where one gives none. */
  public static @Nullable Estimate sum(
      List<Summand> summands, Function<Panel, @Nullable Estimate> estimator) {
    Estimate sum = null;
    for (Summand summand : summands) {
      Estimate each = estimator.apply(summand.panel());
      if (each == null) {
        return null;
      }
      sum = sum == null ? each.times(summand.factor()) : sum.plus(summand.factor(), each);
    }
    return sum;
  }
}
