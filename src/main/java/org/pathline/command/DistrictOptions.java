package org.pathline.command;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.Spec.Target;

/** The option that chooses districts. */
public final class DistrictOptions {
  private static final String DISTRICT = "districtId=";

  @Spec(Target.MIXEE)
  private CommandSpec spec;

  @Option(
      names = "--where",
      paramLabel = "districtId=ID",
      description = "Only these districts; several with commas.")
  private List<String> where = List.of();

  /** Districts that are named; empty for all. */
  Set<String> districts() {
    Set<String> districts = new TreeSet<>();
    for (String condition : where) {
      if (!condition.startsWith(DISTRICT)) {
        throw new ParameterException(
            spec.commandLine(),
            "--where: '" + condition + "' is not of the form districtId=ID[,ID…]");
      }
      districts.addAll(List.of(condition.substring(DISTRICT.length()).split(",", -1)));
    }
    return districts;
  }
}
