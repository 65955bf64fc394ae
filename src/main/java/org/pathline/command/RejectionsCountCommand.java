package org.pathline.command;

import org.pathline.letters.BadRecordTopic;
import org.pathline.letters.RejectedFact;
import picocli.CommandLine.Command;

/** {@code pathline rejections count}: rejections by reason and topic. */
@Command(
    name = "count",
    description = "Counts rejections by reason and topic of the fact.",
    footer = {
      "",
      "Examples:",
      "  pathline rejections count --since 7d",
      "  pathline rejections count --format json"
    })
public final class RejectionsCountCommand extends BadRecordsCount<RejectedFact> {
  RejectionsCountCommand() {
    super(BadRecordTopic.REJECTIONS, new RejectionOptions());
  }
}
