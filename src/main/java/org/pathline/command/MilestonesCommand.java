package org.pathline.command;

import org.pathline.ask.MilestoneTally;
import org.pathline.ask.Standing;
import org.pathline.report.Answer;
import org.pathline.report.MilestoneReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code pathline milestones}: how many students hold each milestone now. */
@Command(
    name = "milestones",
    description = {
      "Counts the students who hold each milestone now, anchored or not, and the students without"
          + " an anchor (UNANCHORED).",
      "",
      "Unlike an outcome, a milestone has no deadline but its own: STEM_ENTRY is a STEM major or"
          + " degree at any time. ON_TIME_GRADUATION, COLLEGE_16_MONTHS and STEM_PERSISTENCE need"
          + " an anchor."
    },
    footer = {
      "",
      "Examples:",
      "  pathline milestones",
      "  pathline milestones --format csv",
      "  pathline milestones --format json | jq .milestones"
    })
public final class MilestonesCommand extends AskCommand {
  @Mixin private SettingsChoiceOptions settingsOptions;

  @Override
  protected Answer answer(Standing standing) {
    return MilestoneReport.of(MilestoneTally.of(settingsOptions.choice().choose(standing.cells())));
  }
}
