package org.pathline.command;

import org.pathline.domain.pathway.Settings;
import org.pathline.domain.reference.StemList;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The settings of the derivation. */
public final class SettingsOptions {
  @Spec(Target.MIXEE)
  private CommandSpec spec;

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
    try {
      return new Settings(anchorGrade, stemList);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec.commandLine(), e.getMessage());
    }
  }
}
