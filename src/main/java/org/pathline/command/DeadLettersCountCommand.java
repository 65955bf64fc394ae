package org.pathline.command;

import org.pathline.letters.BadRecordTopic;
import org.pathline.letters.Letter;
import picocli.CommandLine.Command;

/** {@code pathline dead-letters count}: dead letters by reason and topic. */
@Command(
    name = "count",
    description = "Counts dead letters by reason and topic of the bad record.",
    footer = {
      "",
      "Examples:",
      "  pathline dead-letters count --since 7d",
      "  pathline dead-letters count --format csv"
    })
public final class DeadLettersCountCommand extends BadRecordsCount<Letter> {
  DeadLettersCountCommand() {
    super(BadRecordTopic.DEAD_LETTERS, new LetterOptions());
  }
}
