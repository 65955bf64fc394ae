package org.pathline.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.panel.PanelColumns;
import org.pathline.ask.panel.PanelFile;
import org.pathline.domain.effect.answer.DoseAnswer;
import org.pathline.publish.UnusableArgument;
import org.pathline.report.Answer;
import org.pathline.report.DoseReport;
import org.pathline.report.PanelReport;
import picocli.CommandLine.Option;

/** The options of a panel from elsewhere, and what it says. */
final class PanelOptions {
  @Option(
      names = "--panel",
      paramLabel = "FILE.csv",
      description = "A panel of your own, .csv or .csv.gz; needs the columns below.")
  private @Nullable Path panel;

  @Option(names = "--unit", paramLabel = "COLUMN", description = "Id of the unit.")
  private @Nullable String unit;

  @Option(names = "--time", paramLabel = "COLUMN", description = "Time, a whole number.")
  private @Nullable String time;

  @Option(
      names = "--treated",
      paramLabel = "COLUMN",
      description =
          "First time under the policy; 0, -1, nothing, NA or Inf for never. 0 and -1 are refused"
              + " where they may be times.")
  private @Nullable String treated;

  @Option(
      names = "--drop-thin-times",
      description =
          "With --panel: leave out times at which fewer than half as many units are observed as at"
              + " the time with most, rather than the units that are not observed then.")
  private boolean dropThin;

  @Option(
      names = "--weight",
      paramLabel = "COLUMN",
      description = "Weight of the unit, the same at all times. Default: every unit counts 1.")
  private @Nullable String weight;

  @Option(
      names = "--eligible",
      paramLabel = "COLUMN",
      description =
          "With --panel: 1 for units that the policy is about, 0 for others under it or not. Gives"
              + " triple differences (Ortiz-Villavicencio and Sant'Anna 2025).")
  private @Nullable String eligible;

  @Option(
      names = "--cluster",
      paramLabel = "COLUMN",
      description = "What errors are clustered by. Default: the unit.")
  private @Nullable String cluster;

  @Option(
      names = "--balance",
      paramLabel = "N",
      description = "Events only of groups seen N times after adoption, up to N.")
  private @Nullable Integer balance;

  /** Whether a panel is given. */
  boolean isAsked() {
    return panel != null;
  }

  /** What is wrong with the options, or null. */
  @Nullable String problem() {
    if (balance != null && balance < 0) {
      return "--balance: is " + balance + "; give 0 or more";
    }
    if (isAsked()) {
      return null;
    }
    if (unit != null || time != null || treated != null || weight != null || cluster != null) {
      return "--unit --time --treated --weight --cluster need --panel FILE.csv";
    }
    if (eligible != null) {
      return "--eligible needs --panel FILE.csv; of schools ask --subgroup gap:…";
    }
    return balance != null || dropThin
        ? "--balance and --drop-thin-times need --panel FILE.csv"
        : null;
  }

  /** What the panel says of an outcome, its column. */
  Answer report(
      @Nullable String outcome,
      List<String> covariates,
      EstimatorOptions estimator,
      DoseOptions dose)
      throws IOException {
    PanelColumns columns =
        new PanelColumns(
            required("--unit", unit),
            required("--time", time),
            required("--treated", treated),
            required("--outcome", outcome),
            weight,
            covariates,
            cluster,
            dose.column());
    PanelFile file =
        PanelFile.read(
            Objects.requireNonNull(panel),
            eligible == null ? columns : columns.withCovariate(eligible),
            dropThin);
    if (dose.isAskedFor()) {
      return new DoseReport(
          columns.outcome(),
          DoseAnswer.ofPanel(
              file.panel(),
              file.doses(),
              estimator.specification(),
              dose.degree(),
              dose.knots(),
              false,
              estimator.seed(),
              estimator.draws()));
    }
    return PanelReport.of(
        columns,
        file,
        eligible != null,
        estimator.specification(),
        balance,
        estimator.seed(),
        estimator.draws());
  }

  private String required(String option, @Nullable String value) {
    if (value == null) {
      throw new UnusableArgument(
          option + " COLUMN is missing: --panel needs --unit --time --treated --outcome");
    }
    return value;
  }
}
