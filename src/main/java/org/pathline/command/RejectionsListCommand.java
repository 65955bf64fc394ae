package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.letters.RejectedFact;
import org.pathline.report.LetterJson;
import org.pathline.report.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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
public final class RejectionsListCommand extends BadRecordsList<RejectedFact> {
  @Mixin private RejectionOptions options;

  @Override
  BadRecordOptions<RejectedFact> options() {
    return options;
  }

  @Override
  String noun() {
    return "rejections";
  }

  @Override
  ObjectNode json(RejectedFact found) {
    return LetterJson.of(found);
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
