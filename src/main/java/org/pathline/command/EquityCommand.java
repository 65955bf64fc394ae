package org.pathline.command;

import java.util.List;
import java.util.stream.Stream;
import org.pathline.ask.PolicyCells;
import org.pathline.ask.Standing;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.equity.Ledger;
import org.pathline.domain.equity.LedgerRow;
import org.pathline.domain.fact.Subject;
import org.pathline.report.Answer;
import org.pathline.report.EquityReport;
import org.pathline.words.Names;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pathline equity}: each gap in class beside the same gap beyond. */
@Command(
    name = "equity",
    description = {
      "Shows, per district and declared regime, each gap between a group of students and its"
          + " reference: in class (advanced courses, grade points) beside beyond (college, STEM"
          + " entry, STEM degree), raw and at one mix of prior achievement.",
      "",
      "A gap is the reference less the group: WHITE less each other group, or not disadvantaged"
          + " less disadvantaged. privateAcceleration is, of those who entered STEM, the share"
          + " whose first acceleration was a course that their family paid for.",
      "A gap under a regime is a description; what a policy did to it says `pathline effects"
          + " --subgroup gap:…`."
    },
    footer = {
      "",
      "Examples:",
      "  pathline equity --by economicallyDisadvantaged --together",
      "  pathline equity --by raceEthnicity --where districtId=D01",
      "  pathline equity --by raceEthnicity --format csv"
    })
public final class EquityCommand extends AskCommand {
  @Mixin private SettingsChoiceOptions settingsOptions;
  @Mixin private DistrictOptions districtOptions;

  @Option(
      names = "--by",
      paramLabel = "GROUPING",
      defaultValue = "raceEthnicity",
      description = "raceEthnicity or economicallyDisadvantaged. Default: ${DEFAULT-VALUE}.")
  private String by;

  @Option(names = "--together", description = "All districts as one, not each by itself.")
  private boolean together;

  @Override
  protected Answer answer(Standing standing) {
    Grouping grouping =
        Grouping.labelled(by)
            .orElseThrow(
                () ->
                    usage(
                        "--by: "
                            + Names.none(
                                "grouping",
                                by,
                                Stream.of(Grouping.values()).map(Grouping::label).toList())));
    PolicyCells cells =
        PolicyCells.of(standing, settingsOptions.choice(), districtOptions.districts());
    List<LedgerRow> rows =
        new Ledger(cells.settings(), Subject.MATHEMATICS, cells.regimes()::of, together)
            .rows(grouping, cells.cells());
    return new EquityReport(cells, rows);
  }
}
