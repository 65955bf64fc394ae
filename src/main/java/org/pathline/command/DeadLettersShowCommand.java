package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.Connection;
import org.pathline.letters.BadRecordChoice;
import org.pathline.letters.BadRecordTopic;
import org.pathline.letters.Letter;
import org.pathline.letters.Replay;
import org.pathline.letters.ReplayOutcome;
import org.pathline.report.HexLines;
import org.pathline.report.LetterJson;
import org.pathline.topics.RecordPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline dead-letters show}: everything about one dead letter. */
@Command(
    name = "show",
    description = {
      "Shows the dead letter of the record at a place: all fields, the first bytes of the value, and"
          + " what a replay would do with it now.",
      "Exits 1 when there is none."
    },
    footer = {
      "",
      "Examples:",
      "  pathline dead-letters show pathline.grades.v1-0-123",
      "  pathline dead-letters show pathline.grades.v1-0-123 --format json \\",
      "    | jq -r '.deadLetters[].value' | xxd -r -p > value"
    })
public final class DeadLettersShowCommand extends BadRecordsShow {
  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "256",
      description = "How many bytes the table shows at most. Default: ${DEFAULT-VALUE}.")
  private int bytes;

  private byte @Nullable [] head;

  DeadLettersShowCommand() {
    super("deadLetters", "dead letter");
  }

  @Override
  public Integer call() throws Exception {
    if (bytes < 0) {
      throw usage("--bytes must be at least 0");
    }
    return super.call();
  }

  @Override
  List<ObjectNode> find(Connection connection, RecordPlace where) throws Exception {
    List<Letter> letters = new ArrayList<>();
    BadRecordTopic.DEAD_LETTERS.read(connection, BadRecordChoice.at(where), letters::add);
    List<ReplayOutcome> outcomes = new ArrayList<>();
    if (!letters.isEmpty()) {
      try (Replay trial = new Replay(connection, true, false)) {
        trial.run(BadRecordChoice.at(where), outcomes::add);
      }
    }
    List<ObjectNode> found = new ArrayList<>();
    for (int i = 0; i < letters.size(); i++) {
      ObjectNode node = LetterJson.whole(letters.get(i));
      // A letter that came in between is not yet tried.
      if (i < outcomes.size()) {
        node.put("replay", outcomes.get(i).result() + ": " + outcomes.get(i).detail());
      }
      found.add(node);
      head = letters.get(i).head();
    }
    return found;
  }

  @Override
  List<String> details() {
    return head == null ? List.of() : HexLines.of(head, bytes);
  }
}
