package org.pathline.command;

import java.util.concurrent.Callable;
import org.pathline.letters.DeadLetters;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathline dead-letters count}: dead letters by reason and topic. */
@Command(
    name = "count",
    mixinStandardHelpOptions = true,
    description = "Counts dead letters by reason and topic of the bad record.",
    footer = {
      "",
      "Examples:",
      "  pathline dead-letters count --since 7d",
      "  pathline dead-letters count --format csv"
    })
public final class DeadLettersCountCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private LetterOptions letterOptions;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private AnswerFormat format;

  @Override
  public Integer call() throws Exception {
    BadRecordTally tally = new BadRecordTally();
    long unreadable =
        DeadLetters.read(
            connectionOptions.connection(),
            letterOptions.choice(),
            letter -> tally.add(letter.content().getReason(), letter.place().topic()));
    Listing listing = tally.listing();
    BadRecordNotes.unreadable(unreadable).forEach(listing::note);
    listing.print(format, spec.commandLine().getOut(), spec.commandLine().getErr());
    return 0;
  }
}
