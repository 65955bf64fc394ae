package org.pathline.command;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.pathline.ask.Dimension;
import org.pathline.publish.UnusableArgument;
import picocli.CommandLine.Option;

/** Which students are asked about, by dimensions of their cells. */
final class WhereOptions {
  @Option(
      names = "--where",
      paramLabel = "DIM=VALUE",
      description =
          "Only students with that value; several values with commas. May be repeated: of one"
              + " dimension any of the values will do, of several all must fit.")
  private List<String> where = List.of();

  /** Conditions as they were given. */
  List<String> conditions() {
    return where;
  }

  /** Values of which one must fit, of each dimension that is named. */
  Map<Dimension, Set<String>> chosen() {
    return UnusableArgument.meaning(
        "", () -> Dimension.where("--where", where, Dimension.labels()));
  }
}
