package org.pathline.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.domain.fact.Violation;
import org.pathline.events.SetAside;
import org.pathline.report.RecordJson;
import org.pathline.report.Report;
import org.pathline.run.TopologyName;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.check.SetAsides;
import org.pathline.topics.SetAsideTopic;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pathline set-aside}: what is left out of every result for now, and why. */
@Command(
    name = "set-aside",
    description = {
      "Lists the students, rosters, cells and answers that are left out of every result for now,"
          + " with the topology that leaves them out and why.",
      "",
      "TOO_MANY_FACTS, IDENTITY_HUB, TOO_MANY_SECTIONS: the facts or links are more than a person"
          + " or a school can have, mostly under a placeholder id such as 0 or UNKNOWN. When the"
          + " publisher retracts them below the limit, everything is as if they had never come.",
      "INTERNAL_ERROR: a rule of the program failed on it; the detail names the exception and its"
          + " place. It is taken up again by a version of the program in which the rule is mended.",
      "",
      "Ids of students are shown. Student-level data is for authorised systems and people."
    },
    footer = {
      "",
      "Examples:",
      "  pathline set-aside",
      "  pathline set-aside --topology pathways --reason INTERNAL_ERROR",
      "  pathline set-aside --format csv > set-aside.csv"
    })
public final class SetAsideCommand extends ReportCommand {
  @Option(
      names = "--topology",
      paramLabel = "NAME",
      description = "Only what this one leaves out: ${COMPLETION-CANDIDATES}.")
  private TopologyName topology;

  @Option(names = "--kind", description = "Only this kind: ${COMPLETION-CANDIDATES}.")
  private SetAsides.Kind kind;

  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only what is set aside for this reason, such as TOO_MANY_FACTS.")
  private Violation.Reason reason;

  @Override
  public Integer call() throws Exception {
    Connection connection = noted(AuditLog.Action.SET_ASIDE_SHOWN, "who and what is set aside");
    List<SetAside> entries =
        SetAsideTopic.read(connection)
            .orElseThrow(() -> Unanswerable.without(TopicCatalogue.SET_ASIDE));
    List<ObjectNode> chosen = entries.stream().filter(this::isChosen).map(RecordJson::of).toList();
    return print(
        Report.ofObjects(
                "setAside",
                List.of("topology", "kind", "id", "reason", "detail"),
                List.of(),
                List.of(),
                chosen)
            .note(chosen.isEmpty() ? "nothing is set aside" : chosen.size() + " in all"));
  }

  private boolean isChosen(SetAside entry) {
    return (topology == null || topology.name().equals(entry.getTopology()))
        && (kind == null || kind.name().equals(entry.getKind()))
        && (reason == null || reason.name().equals(entry.getReason()));
  }
}
