package org.pathline.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.cluster.Home;
import org.pathline.release.ReleasedTables;
import org.pathline.report.AnswerFormat;
import org.pathline.report.Report;
import org.pathline.report.ReportColumn;
import org.pathline.tables.CutLoader;
import org.pathline.tables.Database;
import org.pathline.tables.SqlFailure;
import org.pathline.tables.SqlPrompt;
import org.pathline.tables.SqlResult;
import org.pathline.tables.Table;
import org.pathline.tables.Tables;
import org.pathline.topics.Cut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathline sql}: SQL over what the topologies publish. */
@Command(
    name = "sql",
    description = {
      "Reads the topics of results at one cut into an embedded DuckDB and runs statements there."
          + " Tables bear the names of the topics, with underscores; \"show tables\" lists them and"
          + " the views, \"describe TABLE\" says what the columns hold, and the table cut holds the"
          + " offsets that everything stands for. Nothing is written to the cluster.",
      "",
      "Without a statement it is a prompt, with history and completion by Tab; statements may also"
          + " come on the standard input. All of DuckDB's SQL works, also COPY (…) TO"
          + " 'file.parquet' and FROM 'file.csv'."
    },
    footer = {
      "",
      "Examples:",
      "  pathline sql \"show tables\"",
      "  pathline sql \"describe outcome_cells\"",
      "  pathline sql \"select raceEthnicity, sum(attained) / sum(observed) as rate from outcomes",
      "      where outcome = 'stemEntry2' and schoolId is not null group by all\"",
      "  pathline sql --student-level \"select count(*) from pathways\" --format csv",
      "  pathline sql < questions.sql",
      "  pathline sql --release release-2015 --release release-2016 \"from released_outcomes\""
    })
public final class SqlCommand extends ReportCommand {
  private static final int SHOWN_ROWS = 1_000;

  @Parameters(
      arity = "0..1",
      paramLabel = "STATEMENTS",
      description = "SQL; several statements are separated by semicolons.")
  private String statements;

  @Option(
      names = "--student-level",
      description =
          "Also the topics of single students, for those who are authorised: pathways, milestones,"
              + " rejections, dead_letters, set_aside, doubts.")
  private boolean studentLevel;

  @Option(
      names = "--release",
      paramLabel = "DIR",
      description =
          "Ask releases of `pathline release` instead of a cluster: tables released_outcomes, and"
              + " released_effects, released_equity, released_sorting where they have them. May be"
              + " repeated.")
  private List<Path> releases = List.of();

  @Override
  public Integer call() throws IOException {
    if (!releases.isEmpty()) {
      return ofReleases();
    }
    Connection connection = connection();
    List<Table> tables = Tables.all(studentLevel);
    if (studentLevel) {
      // Not what was asked: a condition may name a student.
      audit(connection).add(AuditLog.Action.STUDENTS_QUERIED, "SQL over topics of single students");
    }
    Cut cut = Cut.now(connection, Tables.topics(tables));
    try (Database database = new CutLoader(connection, this::progress).load(tables, cut)) {
      return ask(database, cut.id());
    }
  }

  private int ofReleases() throws IOException {
    if (studentLevel) {
      throw usage("--student-level: no release has students");
    }
    ReleasedTables released = ReleasedTables.read(releases);
    try (Database database = Database.open()) {
      released.load(database);
      return ask(database, String.join(", ", released.names()));
    }
  }

  private int ask(Database database, String of) throws IOException {
    if (statements != null) {
      return run(database, statements) ? 0 : 1;
    } else if (System.console() == null) {
      StringWriter all = new StringWriter();
      new InputStreamReader(System.in, StandardCharsets.UTF_8).transferTo(all);
      return run(database, all.toString()) ? 0 : 1;
    }
    new SqlPrompt(database, Home.current(), statement -> run(database, statement)).run(of);
    return 0;
  }

  private boolean run(Database database, String script) {
    for (String statement : SqlPrompt.statements(script)) {
      try {
        print(database, statement);
      } catch (SqlFailure | IOException e) {
        say(e.getMessage());
        return false;
      }
    }
    return true;
  }

  private void print(Database database, String statement) throws IOException {
    AnswerFormat chosen = format.chosen();
    PrintWriter out = out();
    if (chosen == AnswerFormat.json
        && statement.matches("(?is)\\s*(select|with|from|values)\\b.*")) {
      for (JsonNode row : SqlResult.json(database, statement)) {
        out.println(row);
      }
      out.flush();
      return;
    }
    SqlResult result =
        SqlResult.of(
            database, statement, chosen == AnswerFormat.table ? SHOWN_ROWS : Long.MAX_VALUE);
    if (result == null) {
      return;
    }
    Report<List<Object>> report = report(result);
    if (result.total() > result.rows().size()) {
      report.note(
          result.rows().size() + " of " + result.total() + " rows; --format csv has them all");
    }
    print(report);
  }

  private static Report<List<Object>> report(SqlResult result) {
    List<ReportColumn<List<Object>>> columns = new java.util.ArrayList<>();
    for (int i = 0; i < result.columns().size(); i++) {
      int at = i;
      columns.add(
          result.numeric().get(i)
              ? ReportColumn.number(result.columns().get(i), row -> row.get(at))
              : ReportColumn.text(result.columns().get(i), row -> row.get(at)));
    }
    return new Report<>("rows", columns, result.rows());
  }
}
