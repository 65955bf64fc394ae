package org.pathline.tables;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.duckdb.DuckDBAppender;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Milestone;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.pathway.Pathway.Channel;

/**
 * The columns of outcome cells: their dimensions, then every count beside the others, so that a sum
 * over cells is a sum over a column.
 */
public final class CellColumns {
  private static final String TABLE = "outcome_cells";

  private CellColumns() {}

  /** Dimensions, the settings among them. */
  static List<Column> dimensions() {
    return List.of(
        column("anchorGrade", "INTEGER"),
        column("stemList", "VARCHAR"),
        column("districtId", "VARCHAR"),
        column("schoolId", "VARCHAR"),
        column("anchorYear", "INTEGER"),
        column("subject", "VARCHAR"),
        column("raceEthnicity", "VARCHAR"),
        column("economicallyDisadvantaged", "VARCHAR"),
        column("priorAchievement", "VARCHAR"));
  }

  private static Column column(String name, String type) {
    return new Column(name, type, ColumnDocs.of(TABLE, name, null));
  }

  /** Counts, in the order in which the sums of a cell hold them. */
  static List<Column> counts() {
    List<Column> columns = new ArrayList<>();
    columns.add(count("members", "Students of the cell."));
    for (Outcome outcome : Outcome.values()) {
      String label = outcome.label();
      columns.add(count(eligible(outcome), "Members whom " + label + " is about, known or not."));
      columns.add(
          count(observed(outcome), "Members of whom " + label + " is known: its denominator."));
      columns.add(
          count(
              attained(outcome),
              outcome == Outcome.GRADE_POINTS
                  ? "As many as are observed: grade points are a mean, see gradePoints_sum."
                  : "Members who attained " + label + ": its numerator."));
    }
    for (Channel channel : Channel.values()) {
      columns.add(
          count(
              "firstAcceleration_" + channel.name(),
              "Members first accelerated through channel " + channel + "."));
    }
    for (Milestone milestone : Milestone.values()) {
      columns.add(count(milestone(milestone), "Members who hold milestone " + milestone + "."));
    }
    for (Channel channel : Channel.values()) {
      columns.add(
          count(
              "stemEntrants_" + channel.name(),
              "Members who attained stemEntry2 and were first accelerated through channel "
                  + channel
                  + "."));
    }
    return columns;
  }

  private static Column count(String name, String doc) {
    return new Column(name, "BIGINT", doc);
  }

  /** Sums of grade points. */
  static List<Column> points() {
    return List.of(
        new Column(
            "gradePoints_sum",
            "DECIMAL(38,9)",
            "Sum over observed members of their mean points on the 4.0 scale, exact."),
        new Column(
            "gradePoints_sumOfSquares",
            "DECIMAL(38,18)",
            "Sum of the squares of those means, exact."));
  }

  /** Every column. */
  static List<Column> all() {
    List<Column> columns = new ArrayList<>(dimensions());
    columns.addAll(counts());
    columns.addAll(points());
    return columns;
  }

  /** Column of whom an outcome is about. */
  public static String eligible(Outcome outcome) {
    return outcome.label() + "_eligible";
  }

  /** Column of whom an outcome is known. */
  public static String observed(Outcome outcome) {
    return outcome.label() + "_observed";
  }

  /** Column of who attained an outcome. */
  public static String attained(Outcome outcome) {
    return outcome.label() + "_attained";
  }

  /** Column of who holds a milestone. */
  static String milestone(Milestone milestone) {
    return "milestone_" + milestone.name();
  }

  /** Appends the dimensions of a cell to the row that was begun. */
  public static void append(DuckDBAppender row, CellKey key) throws SQLException {
    appendCohort(row, key);
    row.append(key.raceEthnicity().name());
    row.append(key.economicallyDisadvantaged().name());
    row.append(key.priorAchievement().name());
  }

  /** Appends the dimensions that the students of a cohort share. */
  static void appendCohort(DuckDBAppender row, CellKey key) throws SQLException {
    row.append(key.settings().anchorGrade());
    row.append(key.settings().stemList());
    text(row, key.districtId());
    text(row, key.schoolId());
    if (key.anchorYear() == null) {
      row.appendNull();
    } else {
      row.append(key.anchorYear().intValue());
    }
    row.append(key.subject().name());
  }

  private static void text(DuckDBAppender row, @Nullable String value) throws SQLException {
    if (value == null) {
      row.appendNull();
    } else {
      row.append(value);
    }
  }

  /** The view with a row per cell and outcome. */
  static String outcomesView() {
    return view(
        "outcomes",
        Outcome.all().stream()
            .map(
                outcome ->
                    "{'outcome': '"
                        + outcome.label()
                        + "', 'eligible': "
                        + Column.quoted(eligible(outcome))
                        + ", 'censored': "
                        + Column.quoted(eligible(outcome))
                        + " - "
                        + Column.quoted(observed(outcome))
                        + ", 'observed': "
                        + Column.quoted(observed(outcome))
                        + ", 'attained': "
                        + Column.quoted(attained(outcome))
                        + ", 'total': "
                        + (outcome == Outcome.GRADE_POINTS
                            ? "\"gradePoints_sum\""
                            : "CAST(" + Column.quoted(attained(outcome)) + " AS DECIMAL(38,9))")
                        + "}"));
  }

  /** The view with a row per cell and milestone. */
  static String milestoneCountsView() {
    return view(
        "milestone_counts",
        Stream.of(Milestone.values())
            .map(
                each ->
                    "{'milestone': '"
                        + each
                        + "', 'students': "
                        + Column.quoted(milestone(each))
                        + "}"));
  }

  /** A view with several rows per cell, each with the dimensions and further columns. */
  private static String view(String name, Stream<String> rows) {
    return "CREATE VIEW "
        + name
        + " AS SELECT "
        + Column.names(dimensions())
        + ", members, unnest(["
        + rows.collect(Collectors.joining(", "))
        + "], recursive := true) FROM outcome_cells";
  }
}
