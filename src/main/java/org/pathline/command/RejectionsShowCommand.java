package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.pathline.cluster.Connection;
import org.pathline.letters.BadRecordChoice;
import org.pathline.letters.BadRecordTopic;
import org.pathline.report.LetterJson;
import org.pathline.topics.RecordPlace;
import picocli.CommandLine.Command;

/** {@code pathline rejections show}: everything about one rejection. */
@Command(
    name = "show",
    description = {
      "Shows the rejection of the fact at a place, all fields.",
      "Exits 1 when there is none."
    },
    footer = {"", "Example:", "  pathline rejections show pathline.grades.v1-0-123"})
public final class RejectionsShowCommand extends BadRecordsShow {
  RejectionsShowCommand() {
    super("rejections", "rejection");
  }

  @Override
  List<ObjectNode> find(Connection connection, RecordPlace where) {
    List<ObjectNode> found = new ArrayList<>();
    BadRecordTopic.REJECTIONS.read(
        connection, BadRecordChoice.at(where), fact -> found.add(LetterJson.of(fact)));
    return found;
  }
}
