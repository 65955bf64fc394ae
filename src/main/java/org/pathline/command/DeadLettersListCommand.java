package org.pathline.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.letters.DeadLetters;
import org.pathline.letters.Letter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code pathline dead-letters list}: the newest dead letters. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = {
      "Lists the newest dead letters, the newest last; as `pathline dead-letters` alone does.",
      "replayOf: the record is a replay of that place, which failed again."
    },
    footer = {
      "",
      "Examples:",
      "  pathline dead-letters list --limit 100 --topic grades",
      "  pathline dead-letters list --format json | jq '.deadLetters[].place'"
    })
public final class DeadLettersListCommand implements Callable<Integer> {
  private static final List<String> COLUMNS =
      List.of("metAt", "place", "reason", "application", "bytes", "replayOf", "detail");

  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private LetterOptions letterOptions;

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
    Newest<Letter> newest = new Newest<>(limit);
    long unreadable =
        DeadLetters.read(connectionOptions.connection(), letterOptions.choice(), newest::add);
    Listing listing = new Listing("deadLetters", COLUMNS, 4, 1);
    newest.kept().forEach(letter -> listing.add(LetterJson.of(letter)));
    newest.notes("dead letters").forEach(listing::note);
    BadRecordNotes.unreadable(unreadable).forEach(listing::note);
    listing.print(format, line.getOut(), line.getErr());
    return 0;
  }
}
