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
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
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
      rows.stream()
          .filter(row -> !quiet.contains(row))
          .forEach(row -> lines.add(new Line(List.of(row), "" + row.place().partition(), false)));
      if (!quiet.isEmpty()) {
        lines.add(new Line(quiet, quiet.size() + " of " + rows.size(), true));
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

  /**
   * A line of the table.
   *
   * @param rows a partition, or those of one topic that are caught up
   * @param partition which they are, in words
   * @param together whether they share the line
   */
  private record Line(List<LagRow> rows, String partition, boolean together) {
    LagRow first() {
      return rows.get(0);
    }

    /** Rates of partitions are added up. */
    @Nullable Double sum(Function<LagRow, @Nullable Double> rate) {
      Stream<Double> known = rows.stream().map(rate).filter(Objects::nonNull);
      return together ? (Double) known.mapToDouble(each -> each).sum() : rate.apply(first());
    }
  }

  private static List<ReportColumn<Line>> lineColumns() {
    return List.of(
        ReportColumn.text("topology", line -> line.first().place().topology()),
        ReportColumn.text("sub", line -> line.first().place().subtopology()),
        ReportColumn.text("topic", line -> line.first().place().topic()),
        number("partition", Line::partition),
        ofOne("committed", row -> row.committed() == null ? "-" : "" + row.committed()),
        ofOne("end", row -> "" + row.end()),
        number("behind", line -> "" + line.first().lagRecords()),
        number("seconds", line -> formatted("%.1f", line.first().lagSeconds(), "?")),
        number("in/s", line -> formatted("%.0f", line.sum(LagRow::inPerSecond), "-")),
        number("out/s", line -> formatted("%.0f", line.sum(LagRow::outPerSecond), "-")),
        ofOne("trend/s", row -> formatted("%+.0f", row.trend(), "-")),
        ofOne("drain", row -> duration(row.drainSeconds())),
        ofOne("loss in", row -> duration(row.retentionLossSeconds())),
        ReportColumn.text("verdict", line -> line.first().verdict()),
        ReportColumn.text(
            "evidence", line -> line.together() ? "caught up" : line.first().evidence()));
  }

  private static ReportColumn<Line> number(String name, Function<Line, String> text) {
    return ReportColumn.number(name, text).shown(text);
  }

  /** Blank where a line of several partitions has nothing to say. */
  private static ReportColumn<Line> ofOne(String name, Function<LagRow, String> text) {
    return number(name, line -> line.together() ? "" : text.apply(line.first()));
  }

  private static String formatted(String format, @Nullable Double value, String unknown) {
    return value == null ? unknown : String.format(Locale.ROOT, format, value);
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
