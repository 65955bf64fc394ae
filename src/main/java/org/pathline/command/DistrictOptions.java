package org.pathline.command;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.pathline.publish.UnusableArgument;
import picocli.CommandLine.Option;

/** The option that chooses districts. */
public final class DistrictOptions {
  private static final String DISTRICT = "districtId=";

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
        throw new UnusableArgument(
            "--where: '" + condition + "' is not of the form districtId=ID[,ID…]");
      }
      districts.addAll(List.of(condition.substring(DISTRICT.length()).split(",", -1)));
    }
    return districts;
  }
}
