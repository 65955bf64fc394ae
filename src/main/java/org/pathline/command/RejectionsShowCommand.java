package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.ask.Unanswerable;
import org.pathline.letters.RecordPlace;
import org.pathline.letters.RejectedFacts;
import org.pathline.letters.RejectionChoice;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pathline rejections show}: everything about one rejection. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = {
      "Shows the rejection of the fact at a place, all fields.",
      "Exits 1 when there is none."
    },
    footer = {"", "Example:", "  pathline rejections show pathline.grades.v1-0-123"})
public final class RejectionsShowCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;

  @Parameters(
      paramLabel = "PLACE",
      converter = PlaceText.class,
      description = "Place of the fact, as topic-partition-offset.")
  private RecordPlace place;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private AnswerFormat format;

  @Override
  public Integer call() throws Exception {
    List<ObjectNode> found = new ArrayList<>();
    RejectedFacts.read(
        connectionOptions.connection(),
        RejectionChoice.at(place),
        fact -> found.add(LetterJson.of(fact)));
    if (found.isEmpty()) {
      throw new Unanswerable("no rejection of " + place + "; they are kept for 90 days");
    }
    FieldListing.print("rejections", found, format, spec.commandLine().getOut());
    return 0;
  }
}
