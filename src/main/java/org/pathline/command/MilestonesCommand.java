package org.pathline.command;

import java.util.concurrent.Callable;
import org.pathline.ask.MilestoneTally;
import org.pathline.report.MilestoneReport;
import org.pathline.topics.CellTopic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
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
  @Mixin private FormatOption format;

  @Override
  public Integer call() throws Exception {
    var choice = settingsOptions.choice();
    MilestoneTally tally =
        MilestoneTally.of(choice.choose(CellTopic.read(connectionOptions.connection())));
    format.print(MilestoneReport.of(tally), spec.commandLine());
    return 0;
  }
}
