package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.letters.BadRecordTopic;
import org.pathline.letters.RejectedFact;
import org.pathline.report.LetterJson;
import org.pathline.report.Report;
import picocli.CommandLine.Command;

/** {@code pathline rejections list}: the newest rejections. */
@Command(
    name = "list",
    description =
        "Lists the newest rejections, the newest last; as `pathline rejections` alone does.",
    footer = {
      "",
      "Examples:",
      "  pathline rejections list --limit 100 --topic grades",
      "  pathline rejections list --format csv > rejections.csv"
    })
public final class RejectionsListCommand extends BadRecordsList<RejectedFact> {
  RejectionsListCommand() {
    super(BadRecordTopic.REJECTIONS, new RejectionOptions(), "rejections", LetterJson::of);
  }

  @Override
  Report<ObjectNode> report(List<ObjectNode> rows) {
    return Report.ofObjects(
        "rejections",
        List.of(
            "rejectedAt",
            "studentId",
            "factTopic",
            "reason",
            "field",
            "source",
            "place",
            "factKey",
            "detail"),
        List.of(),
        List.of(),
        rows);
  }
}
