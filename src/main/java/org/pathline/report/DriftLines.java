package org.pathline.report;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.EffectAnswer.Pretrends;
import org.pathline.domain.effect.sensitivity.Equivalence;
import org.pathline.domain.effect.sensitivity.PretestPower;
import org.pathline.domain.effect.sensitivity.Sensitivity;
import org.pathline.domain.effect.sensitivity.Sensitivity.Robust;
import org.pathline.domain.effect.sensitivity.Sensitivity.Target;
import org.pathline.domain.statistics.Interval;

/**
 * What drift would make of an effect, in the lines of a table.
 *
 * @param readable an effect in its unit
 */
record DriftLines(@Nullable Sensitivity sensitivity, DoubleFunction<String> readable) {
  void print(PrintWriter out) {
    if (sensitivity == null || sensitivity.targets().isEmpty()) {
      return;
    }
    out.println();
    out.println("If treated schools drift off after the policy (up to Mbar* or M* 0 is left out):");
    new Report<>(
            "drift",
            List.of(
                ReportColumn.<Target>text(
                    "effect", each -> each.event() == null ? each.name() : "event " + each.event()),
                ReportColumn.<Target>number("estimate", each -> readable.apply(each.estimate())),
                ReportColumn.<Target>number(
                    "as much as before, Mbar = 1", each -> interval(at(each.byMultiple(), 1))),
                ReportColumn.<Target>number("Mbar*", each -> multiple(each.breakdownMultiple())),
                ReportColumn.<Target>number(
                    "straight on, M = 0", each -> interval(at(each.byBend(), 0))),
                ReportColumn.<Target>number("M*", each -> bend(each.breakdownBend()))),
            sensitivity.targets())
        .table(out);
  }

  /** What the test for drift before the policy would miss, and what is shown of it. */
  static void pretest(Pretrends pretrends, DoubleFunction<String> readable, PrintWriter out) {
    for (PretestPower each : pretrends.power()) {
      out.println(
          String.format(
              Locale.ROOT,
              "  The test before the policy finds a drift of %s a cohort in %.0f %%; unfound it adds"
                  + " %s to the effect.",
              readable.apply(each.slope()).replace("+", ""),
              100 * each.power(),
              readable.apply(each.afterPassing())));
    }
    Equivalence equivalence = pretrends.equivalence();
    if (equivalence != null) {
      out.println(
          "  Effects before it are shown to be below "
              + readable.apply(equivalence.least()).replace("+", "")
              + " (equivalence).");
    }
  }

  private static @Nullable Interval at(List<Robust> intervals, double bound) {
    return intervals.stream()
        .filter(each -> each.bound() == bound)
        .findFirst()
        .map(Robust::interval)
        .orElse(null);
  }

  private String interval(@Nullable Interval interval) {
    return interval == null
        ? "-"
        : readable.apply(interval.low()) + " to " + readable.apply(interval.high());
  }

  private static String multiple(@Nullable Double value) {
    return value == null
        ? "-"
        : value >= Sensitivity.MOST
            ? String.format(Locale.ROOT, "%.0f or more", value)
            : String.format(Locale.ROOT, "%.2f", value);
  }

  private String bend(@Nullable Double value) {
    return value == null ? "-" : readable.apply(value).replace("+", "");
  }
}
