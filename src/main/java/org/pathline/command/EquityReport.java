package org.pathline.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.pathline.ask.PolicyCells;
import org.pathline.domain.equity.LedgerMeasure;
import org.pathline.domain.equity.LedgerRow;
import org.pathline.domain.statistics.Interval;

/** Writes the answer to {@code pathline equity}. */
final class EquityReport {
  private final PolicyCells cells;
  private final List<LedgerRow> rows;

  EquityReport(PolicyCells cells, List<LedgerRow> rows) {
    this.cells = cells;
    this.rows = rows;
  }

  /** Percentages with one decimal, grade points with two. */
  void table(PrintWriter out) {
    TextTable table = new TextTable(5);
    table.add(
        List.of(
            "district",
            "regime",
            "group",
            "where",
            "outcome",
            "group n",
            "group",
            "reference",
            "gap",
            "low",
            "high",
            "ratio",
            "at one mix"));
    for (LedgerRow row : rows) {
      table.add(
          List.of(
              row.districtId() == null ? "all" : row.districtId(),
              row.regime().name(),
              row.group(),
              place(row.measure()),
              row.measure().label(),
              Long.toString(row.ofGroup().observed()),
              readable(row, row.ofGroup().mean()),
              readable(row, row.ofReference().mean()),
              readable(row, row.difference()),
              readable(row, low(row.differenceInterval())),
              readable(row, high(row.differenceInterval())),
              row.ratio() == null ? "-" : String.format(Locale.ROOT, "%.2f", row.ratio()),
              readable(row, row.standardised())));
    }
    table.print(out);
    notes().forEach(note -> out.println("# " + note));
  }

  private static String place(LedgerMeasure measure) {
    return switch (measure.place()) {
      case IN_CLASS -> "in class";
      case BEYOND -> "beyond";
      case PRIVATE -> "private";
    };
  }

  private static String readable(LedgerRow row, Double value) {
    if (value == null) {
      return "-";
    }
    return row.measure().isMean()
        ? String.format(Locale.ROOT, "%.2f", value)
        : String.format(Locale.ROOT, "%.1f%%", 100 * value);
  }

  private List<String> notes() {
    List<String> notes = new ArrayList<>();
    if (rows.isEmpty()) {
      notes.add("no student with an anchor is in any of the groups");
    }
    notes.add(
        "gap: reference less group ("
            + (rows.isEmpty() ? "" : rows.get(0).reference())
            + "), with its 95 % interval; a description, not the effect of a policy");
    notes.add("at one mix: the gap at the prior achievement of all members of the district");
    TreeSet<String> missing = new TreeSet<>();
    for (LedgerRow row : rows) {
      for (String year : row.notObservable()) {
        missing.add(
            row.measure().outcome().label()
                + " "
                + (row.districtId() == null ? "" : row.districtId() + ":")
                + year);
      }
    }
    if (!missing.isEmpty()) {
      notes.add("cannot be known yet, and in no gap: " + String.join(", ", missing));
    }
    notes.addAll(OutcomeReport.ofSettings(cells.settings(), cells.elsewhere()));
    return notes;
  }

  void csv(PrintWriter out, PrintWriter err) throws IOException {
    // Not closed: that would close the program's own output.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(columns(rows.isEmpty() ? null : rows.get(0)).keySet());
    for (LedgerRow row : rows) {
      csv.writeRecord(
          columns(row).values().stream()
              .map(value -> value instanceof Double number ? exact(number) : text(value))
              .toList());
    }
    csv.flush();
    notes().forEach(note -> err.println("# " + note));
    err.flush();
  }

  private static String exact(Double number) {
    return number.isInfinite() ? "" : EffectTable.exact(number);
  }

  private static String text(Object value) {
    return value == null ? "" : value.toString();
  }

  void json(PrintWriter out) throws IOException {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = json.createObjectNode();
    root.set("settings", OutcomeReport.settings(json, cells.settings()));
    root.put("underOtherSettings", cells.elsewhere());
    ArrayNode all = root.putArray("rows");
    for (LedgerRow row : rows) {
      ObjectNode node = all.addObject();
      columns(row)
          .forEach(
              (name, value) -> {
                boolean unbounded = value instanceof Double number && number.isInfinite();
                node.set(name, json.valueToTree(unbounded ? null : value));
              });
      node.set("excludedThirds", json.valueToTree(row.excludedThirds()));
      node.set("notObservable", json.valueToTree(row.notObservable()));
    }
    out.println(json.writeValueAsString(root));
  }

  /** Columns of a row by their names; those of no row have no values. */
  private static Map<String, Object> columns(LedgerRow row) {
    Map<String, Object> columns = new LinkedHashMap<>();
    columns.put("districtId", row == null ? null : row.districtId());
    columns.put("regime", row == null ? null : row.regime().name());
    columns.put("place", row == null ? null : row.measure().place().name());
    columns.put("outcome", row == null ? null : row.measure().label());
    columns.put("by", row == null ? null : row.by().label());
    columns.put("group", row == null ? null : row.group());
    columns.put("reference", row == null ? null : row.reference());
    side(columns, "group", row == null ? null : row.ofGroup());
    side(columns, "reference", row == null ? null : row.ofReference());
    columns.put("difference", row == null ? null : row.difference());
    columns.put("low", row == null ? null : low(row.differenceInterval()));
    columns.put("high", row == null ? null : high(row.differenceInterval()));
    columns.put("ratio", row == null ? null : row.ratio());
    columns.put("ratioLow", row == null ? null : low(row.ratioInterval()));
    columns.put("ratioHigh", row == null ? null : high(row.ratioInterval()));
    columns.put("standardised", row == null ? null : row.standardised());
    columns.put("standardisedLow", row == null ? null : low(row.standardisedInterval()));
    columns.put("standardisedHigh", row == null ? null : high(row.standardisedInterval()));
    return columns;
  }

  private static void side(Map<String, Object> columns, String whose, LedgerRow.Side side) {
    columns.put(whose + "Observed", side == null ? null : side.observed());
    columns.put(whose + "Censored", side == null ? null : side.censored());
    columns.put(whose + "Attained", side == null ? null : side.attained());
    columns.put(whose + "Rate", side == null ? null : side.mean());
  }

  private static Double low(Interval interval) {
    return interval == null ? null : Double.valueOf(interval.low());
  }

  private static Double high(Interval interval) {
    return interval == null ? null : Double.valueOf(interval.high());
  }
}
