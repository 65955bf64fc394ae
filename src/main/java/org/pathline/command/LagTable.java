package org.pathline.command;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import java.io.IOException;
import java.io.PrintWriter;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.pathline.ops.LagReport;
import org.pathline.ops.LagRow;
import org.pathline.ops.Place;
import org.pathline.ops.Verdict;

/** Writes the answer to {@code pathline lag}. */
record LagTable(LagReport report) {
  private static final List<String> CSV_COLUMNS =
      List.of(
          "topology",
          "topic",
          "partition",
          "committed",
          "end",
          "lagRecords",
          "lagSeconds",
          "verdict");
  private static final List<String> COLUMNS =
      List.of(
          "topology",
          "sub",
          "topic",
          "partition",
          "committed",
          "end",
          "behind",
          "seconds",
          "in/s",
          "out/s",
          "trend/s",
          "drain",
          "loss in",
          "verdict",
          "evidence");
  private static final int LEFT_COLUMNS = 3;
  private static final int NUMBERS = 10;
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  void table(PrintWriter out, boolean all) {
    TextTable table = new TextTable(LEFT_COLUMNS, NUMBERS);
    table.add(COLUMNS);
    Map<String, List<LagRow>> topics = new LinkedHashMap<>();
    for (LagRow row : report.rows()) {
      Place place = row.place();
      topics
          .computeIfAbsent(
              place.topology() + " " + place.subtopology() + " " + place.topic(),
              absent -> new ArrayList<>())
          .add(row);
    }
    for (List<LagRow> rows : topics.values()) {
      List<LagRow> quiet = rows.stream().filter(row -> !all && isQuiet(row)).toList();
      rows.stream().filter(row -> !quiet.contains(row)).forEach(row -> table.add(cells(row)));
      if (!quiet.isEmpty()) {
        table.add(together(quiet, rows.size()));
      }
    }
    table.print(out);
    out.println(
        "# "
            + TIME.format(Instant.ofEpochMilli(report.atMillis()))
            + " UTC: "
            + verdicts()
            + String.format(Locale.ROOT, "; the look took %.2f s", report.tookSeconds()));
    if (report.rows().isEmpty()) {
      out.println("# there are no topics yet: create them with `pathline topics`");
    }
  }

  private static boolean isQuiet(LagRow row) {
    return row.verdict() == Verdict.OK && row.lagRecords() == 0;
  }

  private String verdicts() {
    StringBuilder counts = new StringBuilder();
    for (Verdict verdict : Verdict.values()) {
      long count = report.rows().stream().filter(row -> row.verdict() == verdict).count();
      if (count > 0) {
        counts.append(counts.isEmpty() ? "" : ", ").append(count).append(' ').append(verdict);
      }
    }
    return counts.isEmpty() ? "nothing is read" : counts.toString();
  }

  private static List<String> cells(LagRow row) {
    Place place = row.place();
    return List.of(
        place.topology(),
        place.subtopology(),
        place.topic(),
        Integer.toString(place.partition()),
        row.committed() == null ? "-" : Long.toString(row.committed()),
        Long.toString(row.end()),
        Long.toString(row.lagRecords()),
        row.lagSeconds() == null ? "?" : String.format(Locale.ROOT, "%.1f", row.lagSeconds()),
        rate(row.inPerSecond()),
        rate(row.outPerSecond()),
        row.trend() == null ? "-" : String.format(Locale.ROOT, "%+.0f", row.trend()),
        duration(row.drainSeconds()),
        duration(row.retentionLossSeconds()),
        row.verdict().name(),
        row.evidence());
  }

  /** Partitions of one topic that are caught up; their rates are added up. */
  private static List<String> together(List<LagRow> quiet, int partitions) {
    Place place = quiet.get(0).place();
    return List.of(
        place.topology(),
        place.subtopology(),
        place.topic(),
        quiet.size() + " of " + partitions,
        "",
        "",
        "0",
        "0.0",
        rate(sum(quiet, row -> row.inPerSecond() == null ? 0 : row.inPerSecond())),
        rate(sum(quiet, row -> row.outPerSecond() == null ? 0 : row.outPerSecond())),
        "",
        "",
        "",
        Verdict.OK.name(),
        "caught up");
  }

  private static double sum(List<LagRow> rows, ToDoubleFunction<LagRow> value) {
    return rows.stream().mapToDouble(value).sum();
  }

  private static String rate(Double perSecond) {
    return perSecond == null ? "-" : String.format(Locale.ROOT, "%.0f", perSecond);
  }

  private static String duration(Double seconds) {
    if (seconds == null) {
      return "-";
    }
    if (seconds < MINUTE) {
      return String.format(Locale.ROOT, "%.0f s", seconds);
    }
    if (seconds < HOUR) {
      return String.format(Locale.ROOT, "%.0f min", seconds / MINUTE);
    }
    return seconds < DAY
        ? String.format(Locale.ROOT, "%.1f h", seconds / HOUR)
        : String.format(Locale.ROOT, "%.1f d", seconds / DAY);
  }

  /** A row for each partition; what is not known is empty. */
  void csv(PrintWriter out, boolean header) throws IOException {
    // Not closed: that would close the program's own output.
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(out);
    if (header) {
      csv.writeRecord(CSV_COLUMNS);
    }
    for (LagRow row : report.rows()) {
      csv.writeRecord(
          row.place().topology(),
          row.place().topic(),
          Integer.toString(row.place().partition()),
          row.committed() == null ? "" : Long.toString(row.committed()),
          Long.toString(row.end()),
          Long.toString(row.lagRecords()),
          row.lagSeconds() == null ? "" : BigDecimal.valueOf(row.lagSeconds()).toPlainString(),
          row.verdict().name());
    }
    csv.flush();
  }
}
