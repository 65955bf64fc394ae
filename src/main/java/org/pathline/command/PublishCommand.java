package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.command.SendingOptions.Beside;
import org.pathline.command.SendingOptions.Delivery;
import org.pathline.pseudonym.Pseudonyms;
import org.pathline.publish.ImportFiles;
import org.pathline.publish.ImportTemplate;
import org.pathline.publish.RowSource;
import org.pathline.publish.UnreadFiles;
import org.pathline.report.PublishReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathline publish}: sends import files as facts. */
@Command(
    name = "publish",
    description = {
      "Publishes facts from CSV and NDJSON files.",
      "A file is named after its topic: students.csv, enrollments.csv, outside-courses.csv, …, also"
          + " .ndjson and .jsonl, each also with .gz or in a .zip, in any case. A header names the"
          + " fields, in any order and case, also as school_year; a list's values are separated by"
          + " |; an empty cell is an absent value. Semicolons and tabs between cells and UTF-16 are"
          + " recognised. --template writes files to begin with.",
      "Each row is checked before it is sent. A bad one is reported as file:line: field: reason,"
          + " goes to the file of rejected rows and does not stop the rest. Sending the same files"
          + " again changes nothing: a fact sent twice is one fact.",
      "What may be wrong and may be right is doubted: it is sent, and counted by kind with the"
          + " first file:line.",
      "Exits 0 when every row was accepted and sent, 1 when a row or a file was bad, a file that"
          + " looks like data was not read, or sending failed, 2 when called wrongly."
    },
    footer = {
      "",
      "Example:",
      "  pathline publish data/                      # every import file in the directory",
      "  pathline publish --dry-run grades.csv.gz    # check only; needs no cluster",
      "  pathline publish --strict data/             # all or nothing",
      "  pathline publish --complete source=district-7 export/   # withdraw what is gone",
      "  pathline publish --pseudonymise --key-file district.key data/"
    })
public final class PublishCommand extends Subcommand {
  @Mixin private SendingOptions sendingOptions;
  @Mixin private PseudonymOptions pseudonymOptions;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR|ZIP|FILE",
      description = "Files, and directories and zips of files, to publish.")
  private List<Path> paths = List.of();

  @Option(
      names = "--zone",
      paramLabel = "ZONE",
      description =
          "Time zone, such as America/Chicago, of times of recording without offset from UTC."
              + " Without it they are refused.")
  private @Nullable ZoneId zone;

  @Option(
      names = "--template",
      paramLabel = "DIR",
      description =
          "Write an import file for each topic with its header and an example row, and COLUMNS.md,"
              + " which says what every column holds; then stop.")
  private @Nullable Path template;

  @Override
  public Integer call() throws IOException {
    if (template != null) {
      ImportTemplate.write(template).forEach(out()::println);
      out().flush();
      return 0;
    }
    if (paths.isEmpty()) {
      throw usage("Missing required parameter: 'DIR|ZIP|FILE' (what to publish)");
    }
    sendingOptions.check(null);
    Pseudonyms pseudonyms = pseudonymOptions.pseudonyms();
    List<RowSource> files =
        ImportFiles.find(paths, sendingOptions.rejected()).stream()
            .map(file -> file.in(zone).under(pseudonyms))
            .toList();
    List<UnreadFiles.Unread> unread = UnreadFiles.in(paths, sendingOptions.rejected());
    boolean isWhole = unread.stream().noneMatch(UnreadFiles.Unread::data);
    for (UnreadFiles.Unread each : unread) {
      say(each.path() + ": not read" + (each.why().isEmpty() ? "" : ": " + each.why()));
    }
    return sendingOptions.send(
        new Delivery(files, pseudonyms, List.of(), isWhole), null, beside(unread));
  }

  private static Beside beside(List<UnreadFiles.Unread> unread) {
    return new Beside() {
      @Override
      public void table(PrintWriter out) {
        // They were named before anything was read.
      }

      @Override
      public void json(ObjectNode summary) {
        PublishReport.addUnread(summary, unread);
      }
    };
  }
}
