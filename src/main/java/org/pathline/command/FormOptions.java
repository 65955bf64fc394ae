package org.pathline.command;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.pathline.domain.equity.Grouping;
import org.pathline.domain.release.form.PublishedEffects;
import org.pathline.publish.UnusableArgument;
import org.pathline.release.FormFiles.Form;
import org.pathline.words.Names;
import picocli.CommandLine.Option;

/** Which forms a release has beside its tables. */
final class FormOptions {
  @Option(
      names = "--with",
      paramLabel = "FORM",
      split = ",",
      description =
          "Also effects, equity or sorting, several with commas. effects needs a table by"
              + " districtId,schoolId,anchorYear, and equity one by raceEthnicity or"
              + " economicallyDisadvantaged; of what else they tell apart there are effects and"
              + " gaps within it.")
  private List<String> with = List.of();

  /**
   * The forms.
   *
   * @param ofACountsFile whether the release is of a table of one's own
   * @throws UnusableArgument when the tables cannot have them
   */
  Set<Form> forms(List<List<String>> tables, boolean ofACountsFile) {
    Set<Form> forms = EnumSet.noneOf(Form.class);
    for (String label : with) {
      forms.add(
          Form.labelled(label)
              .orElseThrow(
                  () ->
                      usage(
                          Names.none(
                              "form",
                              label,
                              Arrays.stream(Form.values()).map(Form::label).toList()))));
    }
    if (ofACountsFile && !forms.isEmpty()) {
      throw usage("forms are of outcomes in a cluster, not of --cells FILE.csv");
    }
    if (forms.contains(Form.EFFECTS) && !PublishedEffects.canBeOf(tables)) {
      throw usage(
          "effects follow from schools and cohorts: add --by "
              + String.join(",", PublishedEffects.DIMENSIONS));
    }
    if (forms.contains(Form.EQUITY)
        && tables.stream()
            .noneMatch(
                table ->
                    Arrays.stream(Grouping.values())
                        .map(Grouping::label)
                        .anyMatch(table::contains))) {
      throw usage(
          "equity compares groups: add a --by with raceEthnicity or economicallyDisadvantaged");
    }
    return forms;
  }

  /** What the audit says of them. */
  String scope() {
    return with.isEmpty() ? "" : ", with " + String.join(" ", with);
  }

  private static UnusableArgument usage(String message) {
    return new UnusableArgument("--with: " + message);
  }
}
