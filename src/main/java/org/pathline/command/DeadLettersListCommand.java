package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.letters.BadRecordTopic;
import org.pathline.letters.Letter;
import org.pathline.report.LetterJson;
import org.pathline.report.Report;
import picocli.CommandLine.Command;

/** {@code pathline dead-letters list}: the newest dead letters. */
@Command(
    name = "list",
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
public final class DeadLettersListCommand extends BadRecordsList<Letter> {
  DeadLettersListCommand() {
    super(BadRecordTopic.DEAD_LETTERS, new LetterOptions(), "dead letters", LetterJson::of);
  }

  @Override
  Report<ObjectNode> report(List<ObjectNode> rows) {
    return Report.ofObjects(
        "deadLetters",
        List.of("metAt", "place", "reason", "application"),
        List.of("bytes"),
        List.of("replayOf", "detail"),
        rows);
  }
}
