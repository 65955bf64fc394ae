package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.ask.Unanswerable;
import org.pathline.cluster.Connection;
import org.pathline.letters.DeadLetters;
import org.pathline.letters.Letter;
import org.pathline.letters.LetterChoice;
import org.pathline.letters.RecordPlace;
import org.pathline.letters.Replay;
import org.pathline.letters.ReplayOutcome;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathline dead-letters show}: everything about one dead letter. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
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
public final class DeadLettersShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Parameters(
      paramLabel = "PLACE",
      converter = PlaceText.class,
      description = "Place of the bad record, as topic-partition-offset.")
  private RecordPlace place;

  @Option(
      names = "--bytes",
      paramLabel = "N",
      defaultValue = "256",
      description = "How many bytes the table shows at most. Default: ${DEFAULT-VALUE}.")
  private int bytes;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private AnswerFormat format;

  @Override
  public Integer call() throws Exception {
    if (bytes < 0) {
      throw new ParameterException(spec.commandLine(), "--bytes must be at least 0");
    }
    Connection connection = connectionOptions.connection();
    List<Letter> letters = new ArrayList<>();
    DeadLetters.read(connection, LetterChoice.at(place), letters::add);
    if (letters.isEmpty()) {
      throw new Unanswerable("no dead letter of " + place + "; they are kept for 90 days");
    }
    List<ReplayOutcome> outcomes = new ArrayList<>();
    try (Replay trial = new Replay(connection, true, false)) {
      trial.run(LetterChoice.at(place), outcomes::add);
    }
    List<ObjectNode> found = new ArrayList<>();
    for (int i = 0; i < letters.size(); i++) {
      ObjectNode node = LetterJson.whole(letters.get(i));
      // A letter that came in between is not yet tried.
      if (i < outcomes.size()) {
        node.put("replay", outcomes.get(i).result() + ": " + outcomes.get(i).detail());
      }
      found.add(node);
    }
    PrintWriter out = spec.commandLine().getOut();
    FieldListing.print("deadLetters", found, format, out);
    if (format == AnswerFormat.table) {
      byte[] head = letters.get(letters.size() - 1).head();
      if (head != null) {
        HexLines.of(head, bytes).forEach(out::println);
      }
    }
    out.flush();
    return 0;
  }
}
