package org.pathline.command;

import org.pathline.domain.pathway.Settings;
import org.pathline.domain.reference.StemList;
import org.pathline.publish.UnusableArgument;
import picocli.CommandLine.Option;

/** The settings of the derivation. */
public final class SettingsOptions {
  @Option(
      names = "--anchor-grade",
      paramLabel = "N",
      description = "Grade at which a student joins a cohort, 1 to 12. Default: ${DEFAULT-VALUE}.")
  private int anchorGrade = Settings.DEFAULT.anchorGrade();

  @Option(
      names = "--stem-list",
      paramLabel = "NAME",
      description =
          "Fields that count as STEM: dhs-2024-07-22, ncses or nces-2009-161. Default:"
              + " ${DEFAULT-VALUE}.")
  private String stemList = StemList.DEFAULT;

  /** The settings that were asked for; a wrong one is a usage error. */
  Settings settings() {
    return UnusableArgument.meaning("", () -> new Settings(anchorGrade, stemList));
  }
}
