package org.pathline.command;

import java.util.concurrent.Callable;
import org.pathline.letters.RejectedFacts;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathline rejections count}: rejections by reason and topic. */
@Command(
    name = "count",
    mixinStandardHelpOptions = true,
    description = "Counts rejections by reason and topic of the fact.",
    footer = {
      "",
      "Examples:",
      "  pathline rejections count --since 7d",
      "  pathline rejections count --format json"
    })
public final class RejectionsCountCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private RejectionOptions rejectionOptions;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private AnswerFormat format;

  @Override
  public Integer call() throws Exception {
    BadRecordTally tally = new BadRecordTally();
    long unreadable =
        RejectedFacts.read(
            connectionOptions.connection(),
            rejectionOptions.choice(),
            fact -> tally.add(fact.content().getReason(), fact.content().getTopic()));
    Listing listing = tally.listing();
    BadRecordNotes.unreadable(unreadable).forEach(listing::note);
    listing.print(format, spec.commandLine().getOut(), spec.commandLine().getErr());
    return 0;
  }
}
