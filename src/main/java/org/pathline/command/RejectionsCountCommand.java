package org.pathline.command;

import org.pathline.letters.RejectedFact;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
public final class RejectionsCountCommand extends BadRecordsCount<RejectedFact> {
  @Mixin private RejectionOptions options;

  @Override
  BadRecordOptions<RejectedFact> options() {
    return options;
  }
}
