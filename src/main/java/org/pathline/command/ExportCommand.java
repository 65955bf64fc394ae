package org.pathline.command;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.tables.CutLoader;
import org.pathline.tables.DataFormat;
import org.pathline.tables.Database;
import org.pathline.tables.Export;
import org.pathline.tables.Table;
import org.pathline.tables.Tables;
import org.pathline.topics.Cut;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline export}: results as files for notebooks. */
@Command(
    name = "export",
    description = {
      "Reads the topics of results at one cut and writes a file for each: Parquet, CSV, JSON lines"
          + " or Arrow (Feather), with the types that pandas, R and DuckDB read by themselves.",
      "",
      "Beside them lie manifest.json with the offsets, settings and versions that the files stand"
          + " for, and DICTIONARY.md, which says what every column holds. Topics of single students"
          + " are left out unless --student-level asks for them."
    },
    footer = {
      "",
      "Examples:",
      "  pathline export --out results",
      "  pathline export --format csv --out results",
      "  pathline export --format arrow --student-level --out /secure/results"
    })
public final class ExportCommand extends ClusterCommand {
  @Option(
      names = "--format",
      defaultValue = "parquet",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private DataFormat format;

  @Option(
      names = "--out",
      required = true,
      paramLabel = "DIR",
      description = "Directory to write to; made where it is missing.")
  private Path out;

  @Option(
      names = "--student-level",
      description =
          "Also the topics of single students, for those who are authorised: pathways, milestones,"
              + " rejections, dead_letters, set_aside, doubts.")
  private boolean studentLevel;

  @Override
  public Integer call() {
    if (Files.exists(out) && !Files.isDirectory(out)) {
      throw new ClusterException(out + " is no directory: give --out another");
    }
    long began = System.nanoTime();
    Connection connection = connection();
    List<Table> tables = Tables.all(studentLevel);
    audit(connection)
        .add(
            AuditLog.Action.EXPORTED,
            (studentLevel ? "aggregates and topics of single students" : "aggregates")
                + " as "
                + format
                + " to "
                + out);
    Cut cut = Cut.now(connection, Tables.topics(tables));
    try (Database database = new CutLoader(connection, this::progress).load(tables, cut)) {
      new Export(database, cut, tables).write(out, format, this::progress);
    }
    PrintWriter say = out();
    say.printf(
        Locale.ROOT,
        "cut %s is in %s: files of %d topics, %s and %s, after %.1f s%n",
        cut.id(),
        out,
        tables.size(),
        Export.MANIFEST,
        Export.DICTIONARY,
        (System.nanoTime() - began) / 1e9);
    say.flush();
    return 0;
  }
}
