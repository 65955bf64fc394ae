package org.pathline.command;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.pathline.ask.PolicyCells;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.answer.EffectRow.Estimator;
import org.pathline.domain.effect.answer.EffectRow.Type;
import org.pathline.domain.effect.answer.EffectStatement;
import org.pathline.domain.effect.cell.Dropped;
import org.pathline.domain.effect.cell.NotObservable;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.design.Reason;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.statistics.Interval;

/** Writes what {@code pathline effects} found on a cluster. */
final class AnswerReport {
  private final PolicyCells cells;
  private final EffectAnswer answer;

  AnswerReport(PolicyCells cells, EffectAnswer answer) {
    this.cells = cells;
    this.answer = answer;
  }

  private Outcome outcome() {
    return answer.question().scope().outcome();
  }

  private EffectTable rows() {
    return new EffectTable(outcome().label(), answer.question().subgroup().text(), answer.rows());
  }

  void csv(PrintWriter out, PrintWriter err) throws IOException {
    rows().csv(out);
    err.println("# grade " + answer.grading().grade() + ", statement " + answer.statement());
    notes().forEach(note -> err.println("# " + note));
    err.flush();
  }

  void table(PrintWriter out) {
    out.println(
        "What DETRACKED did to "
            + outcome().label()
            + ", "
            + (answer.question().subgroup().text().equals(Subgroup.ALL_TEXT)
                ? "all students"
                : answer.question().subgroup().text()));
    out.println();
    TextTable table = new TextTable(2);
    table.add(List.of("estimate", "", "effect", "low", "high"));
    estimate(table, Estimator.NAIVE, "regimes compared", "not an effect");
    estimate(table, Estimator.CS, "group-time (Callaway, Sant'Anna)", "overall");
    estimate(table, Estimator.IMPUTATION, "imputation (Borusyak et al.)", "overall");
    table.print(out);
    out.println();
    out.println("Design: " + answer.grading().grade());
    for (Reason reason : answer.grading().reasons()) {
      out.println("  " + reason.grade() + ": " + reason.text());
    }
    out.println("Effect: " + answer.statement() + ", " + inWords(answer.statement()));
    if (answer.detectable() != null) {
      out.println(
          "  Effects below "
              + readable(answer.detectable())
              + " would be missed one time in five or"
              + " more.");
    }
    out.println();
    out.println("By cohorts since adoption (band: all of them at once):");
    rows().table(out, Type.EVENT);
    notes().forEach(note -> out.println("# " + note));
  }

  private void estimate(TextTable table, Estimator estimator, String name, String remark) {
    for (EffectRow row : answer.rows()) {
      if (row.estimator() == estimator && row.type() == Type.OVERALL) {
        // Errors of too few clusters are far too small: better none than those.
        Interval interval = isEstimable() ? row.interval() : null;
        table.add(
            List.of(
                name,
                remark,
                readable(row.estimate()),
                interval == null ? "-" : readable(interval.low()),
                interval == null ? "-" : readable(interval.high())));
      }
    }
  }

  private boolean isEstimable() {
    return answer.grading().reasons().stream()
        .noneMatch(reason -> reason.code() == Reason.Code.NOT_ESTIMABLE);
  }

  private String readable(double value) {
    return outcome() == Outcome.GRADE_POINTS
        ? String.format(Locale.ROOT, "%+.3f", value)
        : String.format(Locale.ROOT, "%+.1f points", 100 * value);
  }

  private static String inWords(EffectStatement statement) {
    return switch (statement) {
      case HARM -> "the interval holds only changes for the worse";
      case BENEFIT -> "the interval holds only changes for the better";
      case NONE_DETECTABLE -> "the interval holds 0";
      case INCONCLUSIVE -> "the design cannot bear a statement";
    };
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    notes.add(
        answer.sample().treatedSchools()
            + " treated and "
            + answer.sample().comparisonSchools()
            + " comparison schools in "
            + answer.sample().treatedDistricts()
            + " and "
            + answer.sample().comparisonDistricts()
            + " districts; before, treated schools were "
            + answer.sample().treatedBefore());
    Map<String, Integer> dropped = new TreeMap<>();
    for (Dropped each : answer.sample().dropped()) {
      dropped.merge(each.reason().text(), 1, Integer::sum);
    }
    dropped.forEach((reason, count) -> notes.add(count + " schools left out: " + reason));
    Map<String, List<String>> missing = new TreeMap<>();
    for (NotObservable each : answer.sample().notObservable()) {
      missing
          .computeIfAbsent(each.reason(), absent -> new ArrayList<>())
          .add(each.districtId() + ":" + each.anchorYear());
    }
    missing.forEach(
        (reason, cohorts) ->
            notes.add("cohorts left out: " + String.join(" ", cohorts) + ": " + reason));
    notes.addAll(OutcomeReport.ofSettings(cells.settings(), cells.elsewhere()));
    return notes;
  }

  void json(PrintWriter out) throws IOException {
    ObjectMapper json =
        new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .registerModule(
                new SimpleModule()
                    .addSerializer(Subgroup.class, new SubgroupText())
                    .addSerializer(Outcome.class, new OutcomeLabel()));
    ObjectNode root = json.createObjectNode();
    root.put("outcome", outcome().label()).put("subgroup", answer.question().subgroup().text());
    root.set("settings", OutcomeReport.settings(json, cells.settings()));
    root.put("underOtherSettings", cells.elsewhere());
    root.put("grade", answer.grading().grade().name());
    root.set("reasons", json.valueToTree(answer.grading().reasons()));
    root.put("statement", answer.statement().name());
    root.put("lowerIsBetter", answer.question().isLowerBetter());
    ArrayNode rows = root.putArray("rows");
    answer.rows().forEach(row -> rows.add(EffectJson.row(json, row)));
    ObjectNode everything = json.valueToTree(answer);
    everything.remove(List.of("rows", "grading", "statement"));
    root.setAll(everything);
    out.println(json.writeValueAsString(root));
  }

  /** A subgroup as it is asked for. */
  private static final class SubgroupText extends StdSerializer<Subgroup> {
    private static final long serialVersionUID = 1;

    SubgroupText() {
      super(Subgroup.class);
    }

    @Override
    public void serialize(Subgroup value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.text());
    }
  }

  /** An outcome by its label. */
  private static final class OutcomeLabel extends StdSerializer<Outcome> {
    private static final long serialVersionUID = 1;

    OutcomeLabel() {
      super(Outcome.class);
    }

    @Override
    public void serialize(Outcome value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.label());
    }
  }
}
