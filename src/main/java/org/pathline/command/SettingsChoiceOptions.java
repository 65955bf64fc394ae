package org.pathline.command;

import org.pathline.ask.SettingsChoice;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.reference.StemList;
import org.pathline.publish.UnusableArgument;
import picocli.CommandLine.Option;

/** The options that say which derivation settings a question is about. */
final class SettingsChoiceOptions {
  @Option(
      names = "--anchor-grade",
      paramLabel = "N",
      description = "Only what was derived with this anchor grade, where there are several.")
  private Integer anchorGrade;

  @Option(
      names = "--stem-list",
      paramLabel = "NAME",
      description = "Only what was derived with this STEM list, where there are several.")
  private String stemList;

  /**
   * The choice that was made.
   *
   * @throws UnusableArgument when there are no such settings at all
   */
  SettingsChoice choice() {
    UnusableArgument.meaning(
        "",
        () ->
            new Settings(
                anchorGrade == null ? Settings.DEFAULT.anchorGrade() : anchorGrade,
                stemList == null ? StemList.DEFAULT : stemList));
    return new SettingsChoice(anchorGrade, stemList);
  }
}
