package org.pathline.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.pathline.ask.Dimension;
import org.pathline.ask.OutcomeQuestion;
import org.pathline.ask.OutcomeRow;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Settings;

/** Writes the answer to {@code pathline outcomes}. */
final class OutcomeReport {
  private static final List<String> COLUMNS =
      List.of("outcome", "members", "censored", "observed", "attained", "rate", "low", "high");

  private final OutcomeQuestion question;
  private final OutcomeQuestion.Answer answer;

  OutcomeReport(OutcomeQuestion question, OutcomeQuestion.Answer answer) {
    this.question = question;
    this.answer = answer;
  }

  private List<String> header() {
    return Stream.concat(question.by().stream().map(Dimension::label), COLUMNS.stream()).toList();
  }

  /** Percentages with one decimal, grade points with two, and notes below. */
  void table(PrintWriter out) {
    TextTable table = new TextTable(question.by().size() + 1);
    table.add(header());
    for (OutcomeRow row : answer.rows()) {
      List<String> cells = counts(row);
      for (Double value : values(row)) {
        cells.add(readable(row.outcome(), value));
      }
      table.add(cells);
    }
    table.print(out);
    notes().forEach(note -> out.println("# " + note));
  }

  /** Rows in full double precision; the notes go elsewhere. */
  void csv(PrintWriter out, PrintWriter err) throws IOException {
    // Not closed: that would close the program's own output.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(header());
    for (OutcomeRow row : answer.rows()) {
      List<String> cells = counts(row);
      for (Double value : values(row)) {
        cells.add(value == null ? "" : exact(value));
      }
      csv.writeRecord(cells);
    }
    csv.flush();
    notes().forEach(note -> err.println("# " + note));
    err.flush();
  }

  void json(PrintWriter out) throws IOException {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = json.createObjectNode();
    root.set("settings", settings(json, answer.settings()));
    root.put("unanchored", answer.unanchored());
    root.put("underOtherSettings", answer.elsewhere());
    var rows = root.putArray("rows");
    for (OutcomeRow row : answer.rows()) {
      ObjectNode each = rows.addObject();
      for (int i = 0; i < question.by().size(); i++) {
        Dimension dimension = question.by().get(i);
        String value = row.group().get(i);
        if (dimension == Dimension.ANCHOR_YEAR) {
          each.put(dimension.label(), Integer.valueOf(value));
        } else {
          each.put(dimension.label(), value);
        }
      }
      each.put("outcome", row.outcome().label());
      each.put("members", row.members());
      each.put("censored", row.censored());
      each.put("observed", row.observed());
      each.put("attained", row.attained());
      each.put("rate", row.rate());
      each.put("low", row.low());
      each.put("high", row.high());
    }
    out.println(json.writeValueAsString(root));
  }

  /** Notes on the settings, and on who is still counted under others. */
  static List<String> ofSettings(Settings settings, long elsewhere) {
    String derived = "derived with " + settings;
    return elsewhere == 0
        ? List.of(derived)
        : List.of(
            derived,
            "INCOMPLETE: "
                + elsewhere
                + " students stand under other settings until `pathline run --until-caught-up`"
                + " finishes");
  }

  static ObjectNode settings(ObjectMapper json, Settings settings) {
    return json.createObjectNode()
        .put("anchorGrade", settings.anchorGrade())
        .put("stemList", settings.stemList());
  }

  private static List<String> counts(OutcomeRow row) {
    List<String> cells = new ArrayList<>(row.group());
    cells.add(row.outcome().label());
    for (long count : new long[] {row.members(), row.censored(), row.observed(), row.attained()}) {
      cells.add(Long.toString(count));
    }
    return cells;
  }

  private static Double[] values(OutcomeRow row) {
    return new Double[] {row.rate(), row.low(), row.high()};
  }

  /** The shortest digits that give the same double again, without an exponent. */
  static String exact(double value) {
    return BigDecimal.valueOf(value).toPlainString();
  }

  private static String readable(Outcome outcome, Double value) {
    if (value == null) {
      return "-";
    }
    return outcome == Outcome.GRADE_POINTS
        ? String.format(Locale.ROOT, "%.2f", value)
        : String.format(Locale.ROOT, "%.1f%%", 100 * value);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (answer.rows().stream().allMatch(row -> row.members() == 0)) {
      notes.add("no student with an anchor is in what was asked for");
    }
    notes.add("unanchored: " + answer.unanchored() + " students in all, in none of the rows");
    notes.addAll(ofSettings(answer.settings(), answer.elsewhere()));
    notes.add(
        "low and high: 95 % interval"
            + (question.outcomes().contains(Outcome.GRADE_POINTS)
                ? " by Wilson; of gradePoints rate is the mean, with Student's t interval"
                : " by Wilson"));
    if (answer.rows().stream().anyMatch(row -> row.censored() > 0)) {
      notes.add(
          "censored: members of whom the outcome is not known (no search, no record); in no"
              + " denominator");
    }
    return notes;
  }
}
