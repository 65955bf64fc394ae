package org.pathline.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.pathline.ask.CellsBySettings;
import org.pathline.ask.EffectWords;
import org.pathline.ask.MeasuredSorting;
import org.pathline.ask.PolicyCells;
import org.pathline.ask.Standing;
import org.pathline.ask.TargetFile;
import org.pathline.domain.effect.answer.DoseAnswer;
import org.pathline.domain.effect.answer.EffectAnswer;
import org.pathline.domain.effect.answer.EffectQuestion;
import org.pathline.domain.effect.answer.SpecificationCurve;
import org.pathline.domain.effect.cell.Covariate;
import org.pathline.domain.effect.cell.Study;
import org.pathline.domain.effect.cell.Subgroup;
import org.pathline.domain.effect.dose.SchoolSorting;
import org.pathline.domain.effect.generality.Target;
import org.pathline.domain.fact.Subject;
import org.pathline.domain.pathway.Outcome;
import org.pathline.publish.UnusableArgument;
import org.pathline.report.Answer;
import org.pathline.report.DoseReport;
import org.pathline.report.EffectAnswerReport;
import org.pathline.report.SpecificationReport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathline effects}: what a policy did, and whether the design can say so. */
@Command(
    name = "effects",
    description = {
      "Estimates what de-tracking did to an outcome, by group-time effects (Callaway and Sant'Anna"
          + " 2021), their means and uniform bands, and by imputation (Borusyak, Jaravel and Spiess"
          + " 2024), beside the comparison of regimes, which is not an effect. Says how much the"
          + " design can bear, with reasons, and apart from that what may be said of the effect.",
      "Schools are treated from the first anchor year under DETRACKED after years that were not;"
          + " they are compared with schools that are not, or not yet.",
      "",
      "With --panel the estimator works on a CSV file of yours: a row per unit and time, in any"
          + " order. Units that are not there at all times, and units treated from the first time"
          + " on, are left out and counted.",
      "",
      "With --betahat and --sigma an event study from elsewhere is judged: robust intervals and"
          + " breakdown values under drift (Rambachan and Roth 2023), what a look at the times"
          + " before would miss (Roth 2022), and equivalence (Dette and Schumann 2024)."
    },
    footer = {
      "",
      "CSV columns:",
      "  outcome,subgroup,estimator,type,group,time,estimate,se,low,high,bandLow,bandHigh",
      "  type attgt: group g at time t; event: time since adoption, in column time;",
      "  group: adoption, in column group; calendar: time; overall: all treated.",
      "  low and high: 95 %% for the row alone; band: 95 %% for all rows of its type at once.",
      "",
      "Subgroups: all, priorAchievement=HIGH, raceEthnicity=BLACK, economicallyDisadvantaged=YES,",
      "  several joined by commas; gap:economicallyDisadvantaged (NO less YES),",
      "  gap:priorAchievement (HIGH less LOW), gap:raceEthnicity=BLACK (WHITE less BLACK).",
      "  An effect on a gap above 0 widens it.",
      "",
      "Examples:",
      "  pathline effects --outcome stemEntry2",
      "  pathline effects --outcome stemEntry2 --subgroup gap:economicallyDisadvantaged",
      "  pathline effects --panel counties.csv --unit county --time year --treated first_treat \\",
      "      --outcome lemp --covariates lpop --control nevertreated --format csv",
      "  pathline effects --betahat coefficients.csv --sigma covariance.csv --mbar 0.5,1,2"
    })
public final class EffectsCommand extends AskCommand {
  @Mixin private SettingsChoiceOptions settingsOptions;
  @Mixin private DistrictOptions districtOptions;
  @Mixin private PanelOptions panel;
  @Mixin private EstimatorOptions estimator;
  @Mixin private DoseOptions dose;
  @Mixin private EventStudyOptions eventStudy;

  @Option(
      names = "--subgroup",
      paramLabel = "WHO",
      defaultValue = Subgroup.ALL_TEXT,
      description = "Whose outcome, or which gap; see below. Default: ${DEFAULT-VALUE}.")
  private String subgroup;

  @Option(
      names = "--target",
      paramLabel = "SCHOOLS",
      description =
          "Schools that the answer is meant for: all, districtId=D1,D2 or a CSV file with columns"
              + " districtId and schoolId. Default: all schools with cells.")
  private String target;

  @Option(
      names = "--specifications",
      description =
          "The overall effect under every choice that could be defended: comparison, base, method,"
              + " covariates, anticipation, estimator, and the settings that are derived.")
  private boolean specifications;

  @Option(
      names = "--outcome",
      paramLabel = "NAME",
      description =
          "Outcome such as stemEntry2, as `pathline outcomes` names it; with --panel its column."
              + " Default: stemEntry2.")
  private String outcome;

  @Option(
      names = "--covariates",
      paramLabel = "COLUMN",
      split = ",",
      description =
          "Characteristics of schools to adjust for: disadvantaged, highAchievement, logSize, of"
              + " the cohorts before any adoption; with --panel columns that are the same at all"
              + " times.")
  private List<String> covariates = List.of();

  @Override
  public Integer call() throws IOException {
    if (eventStudy.isAsked()) {
      if (panel.isAsked()) {
        throw usage("--panel and --betahat are two questions; ask one of them");
      }
      format.print(eventStudy.report(), spec.commandLine());
      return 0;
    }
    check();
    if (!panel.isAsked()) {
      return super.call();
    }
    if (specifications) {
      throw usage("--specifications is about the cells of a cluster, not --panel FILE.csv");
    }
    if (target != null) {
      throw usage("--target is about schools with cells, not about --panel FILE.csv");
    }
    format.print(panel.report(outcome, covariates, estimator, dose), spec.commandLine());
    return 0;
  }

  @Override
  protected Answer answer(Standing standing) {
    check();
    Outcome asked = outcome == null ? Outcome.STEM_ENTRY_2 : OutcomeText.of(outcome);
    Subgroup who = UnusableArgument.meaning("--subgroup: ", () -> Subgroup.parse(subgroup));
    if (specifications) {
      return ofAllSpecifications(asked, who, standing);
    }
    Target meantFor = target();
    List<Covariate> adjustFor =
        UnusableArgument.meaning(
            "--covariates: ", () -> covariates.stream().map(EffectWords::characteristic).toList());
    PolicyCells cells =
        PolicyCells.of(standing, settingsOptions.choice(), districtOptions.districts());
    EffectQuestion question =
        new EffectQuestion(
            new Study.Scope(asked, cells.settings(), Subject.MATHEMATICS),
            who,
            estimator.specification(),
            adjustFor,
            estimator.seed(),
            estimator.draws());
    Study study =
        EffectAnswer.study(
            question,
            cells.cells(),
            cells.regimes().at(Subject.MATHEMATICS, cells.settings().anchorGrade()));
    SchoolSorting sorting = MeasuredSorting.of(cells, standing);
    EffectAnswer answer =
        EffectAnswer.of(
            question,
            study,
            question.thresholds(),
            EffectAnswer.comparability(study, question, meantFor, sorting.before(study)));
    if (dose.isAskedFor()) {
      return new DoseReport(
          asked.label(), DoseAnswer.of(question, study, sorting, answer, DoseAnswer.Groups.THIRDS));
    }
    return new EffectAnswerReport(cells, answer);
  }

  private Answer ofAllSpecifications(Outcome asked, Subgroup who, Standing standing) {
    CellsBySettings cells = CellsBySettings.of(standing, districtOptions.districts());
    EffectQuestion question =
        EffectQuestion.of(
            new Study.Scope(asked, cells.cells().firstKey(), Subject.MATHEMATICS), who);
    return new SpecificationReport(
        asked.label(),
        who.text(),
        SpecificationCurve.of(question, cells.cells(), cells.regimesOf(Subject.MATHEMATICS)));
  }

  private Target target() {
    if (target == null) {
      return Target.ALL;
    }
    try {
      return TargetFile.isNamedBy(target) ? TargetFile.read(Path.of(target)) : Target.parse(target);
    } catch (IllegalArgumentException e) {
      throw usage(
          "--target: " + e.getMessage() + "; or name a CSV file with districtId and schoolId");
    }
  }

  private void check() {
    Stream.of(dose.problem(panel.isAsked()), estimator.problem(), panel.problem())
        .filter(Objects::nonNull)
        .findFirst()
        .ifPresent(
            problem -> {
              throw usage(problem);
            });
  }
}
