package org.pathline.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.letters.RejectedFact;
import org.pathline.letters.RejectedFacts;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pathline rejections list}: the newest rejections. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description =
        "Lists the newest rejections, the newest last; as `pathline rejections` alone does.",
    footer = {
      "",
      "Examples:",
      "  pathline rejections list --limit 100 --topic grades",
      "  pathline rejections list --format csv > rejections.csv"
    })
public final class RejectionsListCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of(
          "rejectedAt",
          "studentId",
          "factTopic",
          "reason",
          "field",
          "source",
          "place",
          "factKey",
          "detail");

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private RejectionOptions rejectionOptions;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "At most so many, the newest ones. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private AnswerFormat format;

  @Override
  public Integer call() throws Exception {
    return print(spec.commandLine());
  }

  int print(CommandLine line) throws Exception {
    if (limit < 1) {
      throw new ParameterException(line, "--limit must be at least 1");
    }
    Newest<RejectedFact> newest = new Newest<>(limit);
    long unreadable =
        RejectedFacts.read(connectionOptions.connection(), rejectionOptions.choice(), newest::add);
    Listing listing = new Listing("rejections", COLUMNS, COLUMNS.size(), 0);
    newest.kept().forEach(fact -> listing.add(LetterJson.of(fact)));
    newest.notes("rejections").forEach(listing::note);
    BadRecordNotes.unreadable(unreadable).forEach(listing::note);
    listing.print(format, line.getOut(), line.getErr());
    return 0;
  }
}
