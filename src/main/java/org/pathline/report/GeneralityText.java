package org.pathline.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.Figure;
import org.pathline.domain.effect.answer.Generality;
import org.pathline.domain.effect.generality.GeneralityReason;
import org.pathline.domain.statistics.Interval;

/** For which schools an effect holds, in words for a school board. */
final class GeneralityText {
  private GeneralityText() {}

  /**
   * Lines of text.
   *
   * @param readable an effect as readers see it
   */
  static List<String> of(Generality generality, DoubleFunction<String> readable) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "Generality: "
            + generality.grade().name().replace('_', ' ')
            + ", for "
            + generality.targetSchools()
            + (generality.targetSchools() == 1 ? " school" : " schools")
            + " (target "
            + generality.target()
            + ")");
    for (GeneralityReason reason : generality.reasons()) {
      lines.add("  " + reason.grade().name().replace('_', ' ') + ": " + reason.text());
    }
    if (generality.index() != null && generality.withoutComparable() != null) {
      lines.add(
          String.format(
              Locale.ROOT,
              "  index %.2f of 1; %.0f %% of the target's schools have no comparable treated school",
              generality.index(),
              100 * generality.withoutComparable()));
    }
    Figure reweighted = generality.reweighted();
    lines.add(
        reweighted == null
            ? "  The effect is not carried over to the target."
            : "  For the target the effect is "
                + readable.apply(reweighted.value())
                + bounds(reweighted.interval(), readable));
    if (generality.prediction() != null) {
      lines.add(
          "  In one school of the target that has not adopted it would lie"
              + bounds(generality.prediction(), readable).replaceFirst(",", ""));
    } else if (generality.likeTreated() != null) {
      lines.add(
          "  In one more school like the treated ones it would lie"
              + bounds(generality.likeTreated(), readable).replaceFirst(",", ""));
    }
    return lines;
  }

  private static String bounds(@Nullable Interval interval, DoubleFunction<String> readable) {
    return interval == null
        ? ", its error is not known"
        : ", between " + readable.apply(interval.low()) + " and " + readable.apply(interval.high());
  }
}
