package org.pathline.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import org.pathline.domain.effect.answer.EffectRow;
import org.pathline.domain.effect.answer.EffectRow.Type;
import org.pathline.domain.statistics.Interval;

/** Rows of effects as CSV in full precision, or as columns for people. */
final class EffectTable {
  private static final List<String> COLUMNS =
      List.of(
          "outcome",
          "subgroup",
          "estimator",
          "type",
          "group",
          "time",
          "estimate",
          "se",
          "low",
          "high",
          "bandLow",
          "bandHigh");

  private final String outcome;
  private final String subgroup;
  private final List<EffectRow> rows;

  EffectTable(String outcome, String subgroup, List<EffectRow> rows) {
    this.outcome = outcome;
    this.subgroup = subgroup;
    this.rows = rows;
  }

  void csv(PrintWriter out) throws IOException {
    // Not closed: that would close the program's own output.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    csv.writeRecord(COLUMNS);
    for (EffectRow row : rows) {
      csv.writeRecord(
          outcome,
          subgroup,
          row.estimator().label(),
          row.type().label(),
          whole(row.group()),
          whole(row.time()),
          exact(row.estimate()),
          exact(row.standardError()),
          exact(low(row.interval())),
          exact(high(row.interval())),
          exact(low(row.band())),
          exact(high(row.band())));
    }
    csv.flush();
  }

  /** The rows of one type with four digits after the point. */
  void table(PrintWriter out, Type type) {
    TextTable table = new TextTable(2);
    table.add(
        List.of(
            "estimator",
            "type",
            "group",
            "time",
            "estimate",
            "se",
            "low",
            "high",
            "bandLow",
            "bandHigh"));
    for (EffectRow row : rows) {
      if (row.type() == type) {
        table.add(
            List.of(
                row.estimator().label(),
                row.type().label(),
                whole(row.group()),
                whole(row.time()),
                readable(row.estimate()),
                readable(row.standardError()),
                readable(low(row.interval())),
                readable(high(row.interval())),
                readable(low(row.band())),
                readable(high(row.band()))));
      }
    }
    table.print(out);
  }

  private static Double low(Interval interval) {
    return interval == null ? null : interval.low();
  }

  private static Double high(Interval interval) {
    return interval == null ? null : interval.high();
  }

  private static String whole(Integer value) {
    return value == null ? "" : value.toString();
  }

  /** The shortest digits that give the same double again, without an exponent. */
  static String exact(Double value) {
    return value == null ? "" : BigDecimal.valueOf(value).toPlainString();
  }

  static String readable(Double value) {
    return value == null ? "-" : String.format(Locale.ROOT, "%.4f", value);
  }
}
