package org.pathline.report;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.pathline.domain.effect.answer.DoseAnswer;
import org.pathline.domain.effect.answer.DoseRow;
import org.pathline.domain.effect.answer.DoseRow.Kind;
import org.pathline.domain.effect.dose.DoseShape;
import org.pathline.domain.statistics.Interval;

/** The answer to {@code pathline effects --dose}. */
public record DoseReport(String outcome, DoseAnswer answer) implements Answer {
  private Report<DoseRow> rows(List<DoseRow> rows) {
    return new Report<>(
        "rows",
        List.of(
            ReportColumn.<DoseRow>text("outcome", row -> outcome).only(AnswerFormat.csv),
            ReportColumn.text("subgroup", DoseRow::of),
            ReportColumn.text("type", row -> row.kind().label()),
            ReportColumn.estimate("dose", DoseRow::from),
            ReportColumn.estimate("doseTo", DoseRow::to),
            ReportColumn.estimate("estimate", DoseRow::estimate),
            ReportColumn.estimate("se", DoseRow::standardError),
            ReportColumn.estimate("low", row -> Interval.low(row.interval())),
            ReportColumn.estimate("high", row -> Interval.high(row.interval())),
            ReportColumn.estimate("bandLow", row -> Interval.low(row.band())),
            ReportColumn.estimate("bandHigh", row -> Interval.high(row.band()))),
        rows);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(answer.units() + " units with a dose and an effect");
    if (answer.grade() != null) {
      notes.add("design: " + answer.grade() + "; below LIMITED nothing is said of the shape");
    }
    notes.add(DoseAnswer.PARALLEL);
    notes.add(DoseAnswer.STRONG_PARALLEL);
    return notes;
  }

  private static String inWords(DoseAnswer.Finding finding) {
    DoseShape shape = finding.shape();
    String said = finding.of() + ": " + shape.statement().text();
    return shape.optimumLow() == null
        ? said
        : String.format(
            Locale.ROOT,
            "%s, the best lies between %.3f and %.3f",
            said,
            shape.optimumLow(),
            shape.optimumHigh());
  }

  @Override
  public void table(PrintWriter out) {
    out.println("How the effect on " + outcome + " depends on the dose");
    out.println();
    answer.findings().forEach(each -> out.println(inWords(each)));
    out.println();
    rows(answer.rows().stream()
            .filter(row -> row.kind() != Kind.ATT && row.kind() != Kind.ACRT)
            .toList())
        .notes(notes())
        .note("the curves are in csv and json")
        .table(out);
  }

  @Override
  public Report<DoseRow> rows() {
    Report<DoseRow> report = rows(answer.rows()).notes(notes());
    answer.findings().forEach(each -> report.note(inWords(each)));
    return report;
  }

  @Override
  public ObjectNode json() {
    ObjectMapper json = new ObjectMapper();
    ObjectNode root = json.createObjectNode();
    root.put("outcome", outcome).put("units", answer.units());
    root.put("grade", answer.grade() == null ? null : answer.grade().name());
    ArrayNode findings = root.putArray("findings");
    for (DoseAnswer.Finding each : answer.findings()) {
      findings
          .addObject()
          .put("subgroup", each.of())
          .put("statement", each.shape().statement().name())
          .put("text", each.shape().statement().text())
          .put("critical", each.shape().critical())
          .put("optimumLow", each.shape().optimumLow())
          .put("optimumHigh", each.shape().optimumHigh())
          .put("best", each.shape().best());
    }
    root.putArray("assumptions").add(DoseAnswer.PARALLEL).add(DoseAnswer.STRONG_PARALLEL);
    root.set("rows", rows(answer.rows()).jsonRows());
    return root;
  }
}
