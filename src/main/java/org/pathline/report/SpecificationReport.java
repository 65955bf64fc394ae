package org.pathline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.answer.Figure;
import org.pathline.domain.effect.answer.SpecificationCurve;
import org.pathline.domain.effect.answer.SpecificationCurve.Row;
import org.pathline.domain.statistics.Interval;

/** The answer to {@code pathline effects --specifications}. */
public record SpecificationReport(String outcome, String subgroup, SpecificationCurve curve)
    implements Answer {
  private static final int SHOWN = 15;

  private Report<Row> rows(List<Row> rows) {
    return new Report<>(
        "rows",
        List.of(
            ReportColumn.<Row>text("outcome", row -> outcome).only(AnswerFormat.csv),
            ReportColumn.<Row>text("subgroup", row -> subgroup).only(AnswerFormat.csv),
            ReportColumn.text("anchorGrade", row -> "" + row.choice().settings().anchorGrade()),
            ReportColumn.text("stemList", row -> row.choice().settings().stemList()),
            ReportColumn.text("estimator", row -> row.choice().estimator().label()),
            ReportColumn.text(
                "comparison", row -> ofGroupTime(row, row.choice().specification().comparison())),
            ReportColumn.text("base", row -> ofGroupTime(row, row.choice().specification().base())),
            ReportColumn.text(
                "method",
                row ->
                    row.choice().covariates().isEmpty()
                        ? "-"
                        : ofGroupTime(row, row.choice().specification().method())),
            ReportColumn.text(
                "covariates",
                row ->
                    row.choice().covariates().isEmpty()
                        ? "-"
                        : String.join(
                            "+", row.choice().covariates().stream().map(Enum::name).toList())),
            ReportColumn.text(
                "anticipation", row -> "" + row.choice().specification().anticipation()),
            number("estimate", Figure::value),
            number("se", Figure::standardError),
            number("low", figure -> Interval.low(figure.interval())),
            number("high", figure -> Interval.high(figure.interval())),
            number("p", Figure::p)),
        rows);
  }

  private static String ofGroupTime(Row row, Enum<?> choice) {
    return row.choice().estimator() == Estimator.CS ? choice.name() : "-";
  }

  private static ReportColumn<Row> number(String name, Function<Figure, @Nullable Double> value) {
    return ReportColumn.number(
        name, row -> row.effect() == null ? null : value.apply(row.effect()), Numbers::estimate);
  }

  private List<String> summary() {
    int estimated = curve.estimated().size();
    List<String> lines = new ArrayList<>();
    lines.add(
        curve.rows().size()
            + " specifications, "
            + estimated
            + " with an estimate; from adoption on both bases give the same overall effect");
    if (estimated > 0) {
      lines.add(
          String.format(
              Locale.ROOT,
              "median %+.4f, from %+.4f to %+.4f",
              curve.median(),
              curve.effects().get(0).value(),
              curve.effects().get(estimated - 1).value()));
      lines.add(
          String.format(
              Locale.ROOT,
              "above 0: %.0f %%, with an interval that leaves 0 out %.0f %%; below 0: %.0f %%, with"
                  + " such an interval %.0f %%",
              100 * curve.positive(),
              100 * curve.intervalsAbove(),
              100 * curve.negative(),
              100 * curve.intervalsBelow()));
    }
    return lines;
  }

  @Override
  public void table(PrintWriter out) {
    out.println("The overall effect on " + outcome + ", " + subgroup + ", under other choices");
    out.println();
    List<Row> estimated = curve.estimated();
    List<Row> shown = new ArrayList<>();
    int count = Math.min(SHOWN, estimated.size());
    for (int i = 0; i < count; i++) {
      shown.add(estimated.get(count == 1 ? 0 : i * (estimated.size() - 1) / (count - 1)));
    }
    rows(shown)
        .notes(summary())
        .note("evenly spaced along the curve; all specifications are in csv and json")
        .table(out);
  }

  @Override
  public Report<Row> rows() {
    return rows(curve.rows()).notes(summary());
  }

  @Override
  public ObjectNode json() {
    ObjectNode root = new ObjectMapper().createObjectNode();
    root.put("outcome", outcome)
        .put("subgroup", subgroup)
        .put("specifications", curve.rows().size())
        .put("estimated", curve.estimated().size())
        .put("median", Numbers.finite(curve.median()))
        .put("positive", Numbers.finite(curve.positive()))
        .put("negative", Numbers.finite(curve.negative()))
        .put("intervalsAboveZero", Numbers.finite(curve.intervalsAbove()))
        .put("intervalsBelowZero", Numbers.finite(curve.intervalsBelow()));
    root.set("rows", rows(curve.rows()).jsonRows());
    return root;
  }
}
