package org.pathline.command;

import org.pathline.letters.Letter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
public final class DeadLettersCountCommand extends BadRecordsCount<Letter> {
  @Mixin private LetterOptions options;

  @Override
  BadRecordOptions<Letter> options() {
    return options;
  }
}
