package org.pathline.command;

import java.util.List;
import org.pathline.ask.Dimension;
import org.pathline.ask.OutcomeQuestion;
import org.pathline.ask.Standing;
import org.pathline.domain.pathway.Outcome;
import org.pathline.publish.UnusableArgument;
import org.pathline.report.Answer;
import org.pathline.report.OutcomeReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathline outcomes}: what became of the students of each group. */
@Command(
    name = "outcomes",
    description = {
      "Sums the outcome cells by group: how many students there are, of how many the outcome is"
          + " known, how many attained it, and the rate with its 95 %% interval.",
      "",
      "A student is a member of the cohort of the school of the anchor grade. Only those are in a"
          + " rate of whom the outcome is known (observed); the others are counted as censored."
          + " Students without an anchor are in no row and are always counted beside them."
    },
    footer = {
      "",
      "Outcomes:",
      "  advancedCourse algebraBy8 calculusBy12 gradePoints onTimeGraduation",
      "  college16Months stemEntry2 stemEntry6 stemPersistence6 stemSwitched6",
      "  stemLeft6 stemDegree6 stemOccupation10 stemEntry2College stemEntry6College",
      "  Of gradePoints rate is the mean on the 4.0 scale, low and high its t interval.",
      "Dimensions:",
      "  districtId schoolId anchorYear subject raceEthnicity economicallyDisadvantaged",
      "  priorAchievement",
      "",
      "Examples:",
      "  pathline outcomes",
      "  pathline outcomes --outcome stemEntry2 --by raceEthnicity,priorAchievement",
      "  pathline outcomes --outcome all --where schoolId=S1 --where anchorYear=2011",
      "  pathline outcomes --outcome stemEntry2,stemDegree6 --by schoolId --format csv"
    })
public final class OutcomesCommand extends AskCommand {
  private static final String ALL = "all";

  @Mixin private SettingsChoiceOptions settingsOptions;
  @Mixin private WhereOptions where;

  @Option(
      names = "--outcome",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "stemEntry2",
      description =
          "Outcome, several with commas or by repeating the option, or all. Default:"
              + " ${DEFAULT-VALUE}.")
  private List<String> outcomes;

  @Option(
      names = "--by",
      paramLabel = "DIM",
      split = ",",
      description = "Dimensions to group by, with commas. Default: one group of all.")
  private List<String> by = List.of();

  @Override
  protected Answer answer(Standing standing) {
    OutcomeQuestion question = new OutcomeQuestion(outcomes(), by(), where.chosen());
    return OutcomeReport.of(question, standing.outcomes(question, settingsOptions.choice()));
  }

  private List<Outcome> outcomes() {
    return outcomes.contains(ALL) ? Outcome.all() : OutcomeText.of(outcomes);
  }

  private List<Dimension> by() {
    return UnusableArgument.meaning(
        "",
        () ->
            by.stream()
                .map(label -> Dimension.named("--by", label, Dimension.labels()))
                .distinct()
                .toList());
  }
}
