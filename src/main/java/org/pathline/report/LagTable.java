package org.pathline.report;

import java.io.IOException;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.pathline.ops.LagReport;
import org.pathline.ops.LagRow;
import org.pathline.ops.ReadPartition;
import org.pathline.ops.Verdict;

/** Writes the answer to {@code pathline lag}. */
public record LagTable(LagReport report) {
  private static final double MINUTE = 60;
  private static final double HOUR = 60 * MINUTE;
  private static final double DAY = 24 * HOUR;
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

  /**
   * Writes the rows for people; partitions that are caught up share a line, unless all are shown.
   */
  public void table(PrintWriter out, boolean all) {
    List<Line> lines = new ArrayList<>();
    Map<String, List<LagRow>> topics = new LinkedHashMap<>();
    for (LagRow row : report.rows()) {
      ReadPartition place = row.place();
      topics
          .computeIfAbsent(
              place.topology() + " " + place.subtopology() + " " + place.topic(),
              absent -> new ArrayList<>())
          .add(row);
    }
    for (List<LagRow> rows : topics.values()) {
      List<LagRow> quiet = rows.stream().filter(row -> !all && isQuiet(row)).toList();
      rows.stream().filter(row -> !quiet.contains(row)).forEach(row -> lines.add(line(row)));
      if (!quiet.isEmpty()) {
        lines.add(together(quiet, rows.size()));
      }
    }
    new Report<>("lag", lineColumns(), lines).table(out);
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

  /** A line of the table, in words. */
  private record Line(
      ReadPartition place,
      String partition,
      String committed,
      String end,
      String behind,
      String seconds,
      String in,
      String out,
      String trend,
      String drain,
      String loss,
      Verdict verdict,
      String evidence) {}

  private static List<ReportColumn<Line>> lineColumns() {
    return List.of(
        ReportColumn.text("topology", line -> line.place().topology()),
        ReportColumn.text("sub", line -> line.place().subtopology()),
        ReportColumn.text("topic", line -> line.place().topic()),
        number("partition", Line::partition),
        number("committed", Line::committed),
        number("end", Line::end),
        number("behind", Line::behind),
        number("seconds", Line::seconds),
        number("in/s", Line::in),
        number("out/s", Line::out),
        number("trend/s", Line::trend),
        number("drain", Line::drain),
        number("loss in", Line::loss),
        ReportColumn.text("verdict", Line::verdict),
        ReportColumn.text("evidence", Line::evidence));
  }

  /** Blank where a line of several partitions has nothing to say. */
  private static ReportColumn<Line> number(String name, Function<Line, String> text) {
    return ReportColumn.number(name, text).shown(text);
  }

  private static Line line(LagRow row) {
    return new Line(
        row.place(),
        Integer.toString(row.place().partition()),
        row.committed() == null ? "-" : Long.toString(row.committed()),
        Long.toString(row.end()),
        Long.toString(row.lagRecords()),
        row.lagSeconds() == null ? "?" : String.format(Locale.ROOT, "%.1f", row.lagSeconds()),
        rate(row.inPerSecond()),
        rate(row.outPerSecond()),
        row.trend() == null ? "-" : String.format(Locale.ROOT, "%+.0f", row.trend()),
        duration(row.drainSeconds()),
        duration(row.retentionLossSeconds()),
        row.verdict(),
        row.evidence());
  }

  /** Partitions of one topic that are caught up; their rates are added up. */
  private static Line together(List<LagRow> quiet, int partitions) {
    return new Line(
        quiet.get(0).place(),
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
        Verdict.OK,
        "caught up");
  }

  private static double sum(List<LagRow> rows, ToDoubleFunction<LagRow> value) {
    return rows.stream().mapToDouble(value).sum();
  }

  private static String rate(@Nullable Double perSecond) {
    return perSecond == null ? "-" : String.format(Locale.ROOT, "%.0f", perSecond);
  }

  private static String duration(@Nullable Double seconds) {
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

  /** Writes a row for each partition as CSV; what is not known is empty. */
  public void csv(PrintWriter out, boolean header) throws IOException {
    Report<LagRow> rows =
        new Report<>(
            "rows",
            List.of(
                ReportColumn.text("topology", row -> row.place().topology()),
                ReportColumn.text("topic", row -> row.place().topic()),
                ReportColumn.number("partition", row -> row.place().partition()),
                ReportColumn.number("committed", LagRow::committed),
                ReportColumn.number("end", LagRow::end),
                ReportColumn.number("lagRecords", LagRow::lagRecords),
                ReportColumn.number("lagSeconds", LagRow::lagSeconds),
                ReportColumn.text("verdict", LagRow::verdict)),
            report.rows());
    if (header) {
      rows.csvHeader(out);
    }
    rows.csvRows(out);
  }
}
