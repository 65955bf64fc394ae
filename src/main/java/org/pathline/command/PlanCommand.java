package org.pathline.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.MeasuredSorting;
import org.pathline.ask.PlanFile;
import org.pathline.ask.PolicyCells;
import org.pathline.ask.SettingsChoice;
import org.pathline.ask.Standing;
import org.pathline.ask.TopicStanding;
import org.pathline.audit.AuditLog;
import org.pathline.cluster.Connection;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.Plan;
import org.pathline.domain.effect.answer.PlanPower;
import org.pathline.domain.effect.answer.PlannedAnswers;
import org.pathline.domain.effect.answer.StandingPlan;
import org.pathline.domain.effect.cell.RegimeAt;
import org.pathline.domain.fact.Subject;
import org.pathline.report.PlanReports;
import org.pathline.topics.PlanTopic;
import org.pathline.topics.Unanswerable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pathline plan}: say what will be tested before the data can be seen. */
@Command(
    name = "plan",
    description = {
      "Says what will be tested, before the data can be seen. A plan is a JSON file; its hash names"
          + " it. Once published it stands from the time at which the broker stored it.",
      "",
      "`check` says what a plan could find, by placebo adoptions on the standing cells. `answer`"
          + " answers a plan that stands: CONFIRMATORY where it stood before the first outcome"
          + " under the policy could be seen, else EXPLORATORY, with Holm's adjustment over its"
          + " family."
    },
    footer = {
      "",
      "A plan; only outcomes and smallestEffect are needed, the family is outcomes times"
          + " subgroups:",
      "  { \"outcomes\": [\"stemEntry2\"], \"smallestEffect\": 0.02,",
      "    \"subgroups\": [\"all\", \"gap:economicallyDisadvantaged\"], \"target\": \"all\",",
      "    \"control\": \"notyettreated\", \"base\": \"varying\", \"method\": \"dr\",",
      "    \"anticipation\": 0, \"covariates\": [], \"anchorGrade\": 8 }",
      "",
      "Examples:",
      "  pathline plan check plan.json",
      "  pathline plan publish plan.json --author \"Office of research\"",
      "  pathline plan list",
      "  pathline plan answer 3f2a"
    })
public final class PlanCommand extends Subcommand {
  @Override
  public Integer call() {
    throw usage("say what to do with a plan: check, publish, list or answer");
  }

  private static RegimeAt regimes(PolicyCells cells) {
    return cells.regimes().at(Subject.MATHEMATICS, cells.settings().anchorGrade());
  }

  private static PolicyCells cells(Plan plan, Standing standing) {
    return PolicyCells.of(
        standing,
        new SettingsChoice(plan.settings().anchorGrade(), plan.settings().stemList()),
        Set.of());
  }

  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description =
          "Says what a plan could find: placebo adoptions on the cells without the policy, and how"
              + " often an effect of the smallest size of interest would be found.")
  int check(
      @Parameters(paramLabel = "FILE.json", description = "The plan.") Path file,
      @Option(
              names = "--draws",
              paramLabel = "N",
              defaultValue = "" + PlanPower.DRAWS,
              description = "Placebo adoptions. Default: ${DEFAULT-VALUE}.")
          int draws,
      @Option(
              names = "--seed",
              paramLabel = "N",
              defaultValue = "" + EffectQuestion.DEFAULT_SEED,
              description = "Seed of the draws. Default: ${DEFAULT-VALUE}.")
          long seed,
      @Mixin ConnectionOptions connection,
      @Mixin FormatOption format)
      throws IOException {
    Plan plan = PlanFile.read(file);
    PolicyCells cells = cells(plan, new TopicStanding(connection::connection));
    format.print(
        PlanReports.power(
            plan, PlanPower.of(plan, cells.cells(), regimes(cells), seed, Math.max(1, draws))),
        spec.commandLine());
    return 0;
  }

  @Command(
      name = "publish",
      mixinStandardHelpOptions = true,
      description = "Stores a plan, so that it binds from now on; prints its name.")
  int publish(
      @Parameters(paramLabel = "FILE.json", description = "The plan.") Path file,
      @Option(names = "--author", paramLabel = "WHO", description = "Who plans; binds nothing.")
          @Nullable String author,
      @Mixin ConnectionOptions connection) {
    Plan plan = PlanFile.read(file);
    Connection kafka = connection.connection();
    new AuditLog(kafka, this::say).add(AuditLog.Action.PLAN_PUBLISHED, "plan " + plan.id());
    PlanTopic.store(kafka, plan, author);
    out().println("plan " + plan.id());
    out().flush();
    return 0;
  }

  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists the plans that stand, the oldest first.")
  int list(@Mixin ConnectionOptions connection, @Mixin FormatOption format) throws IOException {
    format.print(PlanReports.list(PlanTopic.read(connection.connection())), spec.commandLine());
    return 0;
  }

  @Command(
      name = "answer",
      mixinStandardHelpOptions = true,
      description = "Answers the questions of a plan that stands, as one family.")
  int answer(
      @Parameters(paramLabel = "PLAN", description = "First digits of its name.") String id,
      @Mixin ConnectionOptions connection,
      @Mixin FormatOption format)
      throws IOException {
    Connection cluster = connection.connection();
    StandingPlan standing = named(id, PlanTopic.read(cluster));
    Plan plan = standing.plan();
    Standing topics = new TopicStanding(() -> cluster);
    PolicyCells cells = cells(plan, topics);
    format.print(
        PlanReports.answers(
            PlannedAnswers.of(
                plan,
                standing.since(),
                MeasuredSorting.of(cells, topics),
                cells.cells(),
                regimes(cells))),
        spec.commandLine());
    return 0;
  }

  private static StandingPlan named(String id, List<PlanTopic.Authored> plans) {
    String wanted = id.toLowerCase(Locale.ROOT);
    List<PlanTopic.Authored> fitting =
        plans.stream().filter(each -> each.plan().id().startsWith(wanted)).toList();
    if (fitting.size() != 1) {
      throw new Unanswerable(
          fitting.isEmpty()
              ? "no plan stands whose name begins with " + id + "; see `pathline plan list`"
              : fitting.size() + " plans begin with " + id + "; give more digits");
    }
    return fitting.get(0).standing();
  }
}
