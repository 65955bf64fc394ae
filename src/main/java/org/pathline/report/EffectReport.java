package org.pathline.report;

import java.util.List;
import java.util.function.Function;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.statistics.Interval;

/** Estimates of effects under the columns that econometric programs use. */
final class EffectReport {
  private EffectReport() {}

  /** Report of rows; which outcome and subgroup they are about, stands in CSV alone. */
  static Report<EffectRow> of(String outcome, String subgroup, List<EffectRow> rows) {
    return new Report<>(
        "rows",
        List.of(
            ReportColumn.<EffectRow>text("outcome", row -> outcome).only(AnswerFormat.csv),
            ReportColumn.<EffectRow>text("subgroup", row -> subgroup).only(AnswerFormat.csv),
            ReportColumn.text("estimator", row -> row.estimator().label()),
            ReportColumn.text("type", row -> row.type().label()),
            whole("group", EffectRow::group),
            whole("time", EffectRow::time),
            ReportColumn.estimate("estimate", EffectRow::estimate),
            ReportColumn.estimate("se", EffectRow::standardError),
            ReportColumn.estimate("low", row -> Interval.low(row.interval())),
            ReportColumn.estimate("high", row -> Interval.high(row.interval())),
            ReportColumn.estimate("bandLow", row -> Interval.low(row.band())),
            ReportColumn.estimate("bandHigh", row -> Interval.high(row.band()))),
        rows);
  }

  private static ReportColumn<EffectRow> whole(String name, Function<EffectRow, Integer> value) {
    return ReportColumn.number(name, value)
        .shown(row -> value.apply(row) == null ? "" : value.apply(row).toString());
  }
}
