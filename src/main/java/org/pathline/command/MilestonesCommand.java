package org.pathline.command;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.pathline.ask.CellTopic;
import org.pathline.ask.MilestoneTally;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pathline milestones}: how many students hold each milestone now. */
@Command(
    name = "milestones",
    mixinStandardHelpOptions = true,
    description = {
      "Counts the students who hold each milestone now, anchored or not, and the students without"
          + " an anchor (UNANCHORED).",
      "",
      "Unlike an outcome, a milestone has no deadline but its own: STEM_ENTRY is a STEM major or"
          + " degree at any time. ON_TIME_GRADUATION, COLLEGE_16_MONTHS and STEM_PERSISTENCE need an"
          + " anchor."
    },
    footer = {
      "",
      "Examples:",
      "  pathline milestones",
      "  pathline milestones --format csv",
      "  pathline milestones --format json | jq .milestones"
    })
public final class MilestonesCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private ConnectionOptions connectionOptions;
  @Mixin private SettingsChoiceOptions settingsOptions;

  @Option(
      names = "--format",
      defaultValue = "table",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private AnswerFormat format;

  @Override
  public Integer call() throws Exception {
    var choice = settingsOptions.choice();
    MilestoneTally tally =
        MilestoneTally.of(choice.choose(CellTopic.read(connectionOptions.connection())));
    PrintWriter out = spec.commandLine().getOut();
    switch (format) {
      case table -> table(tally, out);
      case csv -> csv(tally, out, spec.commandLine().getErr());
      case json -> json(tally, out);
    }
    out.flush();
    return 0;
  }

  private static void table(MilestoneTally tally, PrintWriter out) {
    TextTable table = new TextTable(1);
    table.add(List.of("milestone", "students"));
    tally.students().forEach((name, count) -> table.add(List.of(name, Long.toString(count))));
    table.print(out);
    notes(tally, out);
  }

  private static void notes(MilestoneTally tally, PrintWriter to) {
    OutcomeReport.ofSettings(tally.settings(), tally.elsewhere())
        .forEach(note -> to.println("# " + note));
    to.flush();
  }

  /** Names and numbers need no quotes. */
  private static void csv(MilestoneTally tally, PrintWriter out, PrintWriter err) {
    out.print("milestone,students\n");
    tally.students().forEach((name, count) -> out.print(name + "," + count + "\n"));
    notes(tally, err);
  }

  private static void json(MilestoneTally tally, PrintWriter out) throws Exception {
    ObjectMapper json = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    ObjectNode root = json.createObjectNode();
    root.set("settings", OutcomeReport.settings(json, tally.settings()));
    root.put("unanchored", tally.students().get(MilestoneTally.UNANCHORED));
    root.put("underOtherSettings", tally.elsewhere());
    var rows = root.putArray("milestones");
    tally
        .students()
        .forEach((name, count) -> rows.addObject().put("milestone", name).put("students", count));
    out.println(json.writeValueAsString(root));
  }
}
