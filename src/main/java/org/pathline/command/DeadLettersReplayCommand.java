package org.pathline.command;

import java.io.PrintWriter;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.letters.Replay;
import org.pathline.report.ReplayReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathline dead-letters replay}: sends the records of dead letters again, each once. */
@Command(
    name = "replay",
    description = {
      "Sends the records of the chosen dead letters again, to their topic and the partition of"
          + " their key: after the registry was mended, or with a program that can read what it"
          + " could not.",
      "",
      "What is sent is the record itself, read again from its place; where it was removed from its"
          + " topic, the letter serves if length and SHA-256 prove that it holds all of the value."
          + " Each is tried first and sent only if it would decode now.",
      "",
      "Each is sent once, however often this is run, by whomever, and wherever it is killed: a"
          + " record that is sent again names the first in its header pathline-replayed-from, and"
          + " records are sent in transactions of which only the replay that began last commits. A"
          + " replay that fails again is a dead letter that names the first place, and is not"
          + " replayed without --again.",
      "",
      "Letters of derived topics (pathways, outcome cells) are not replayed: what is derived is"
          + " derived anew from the facts.",
      "",
      "Exits 0 when nothing is left to be done about the chosen letters, 1 when some could not be"
          + " sent, each with its reason."
    },
    footer = {
      "",
      "Examples:",
      "  pathline dead-letters replay --dry-run",
      "  pathline dead-letters replay --reason UNKNOWN_SCHEMA --since 2d",
      "  pathline dead-letters replay --topic grades --format csv > replay.csv"
    })
public final class DeadLettersReplayCommand extends ReportCommand {
  @Mixin private LetterOptions letterOptions;

  @Option(names = "--dry-run", description = "Say what would be sent, and send nothing.")
  private boolean dryRun;

  @Option(
      names = "--again",
      description = "Also send what was replayed and failed again, each such record once.")
  private boolean again;

  @Override
  public Integer call() throws Exception {
    PrintWriter err = err();
    Connection connection = connection();
    if (!dryRun) {
      audit(connection)
          .add(
              AuditLog.Action.DEAD_LETTERS_REPLAYED,
              again ? "dead letters, also those sent before" : "dead letters not yet sent again");
    }
    try (Replay replay = new Replay(connection, dryRun, again);
        ReplayReport report = ReplayReport.of(format.chosen(), out(), err)) {
      replay.run(letterOptions.choice(), report::tell);
      report.end();
      return report.isGood() ? 0 : 1;
    }
  }
}
