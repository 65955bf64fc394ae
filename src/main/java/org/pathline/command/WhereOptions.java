package org.pathline.command;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pathline.ask.Dimension;
import org.pathline.publish.UnusableArgument;
import org.pathline.words.Names;
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
    Map<Dimension, Set<String>> chosen = new TreeMap<>();
    for (String condition : where) {
      int equals = condition.indexOf('=');
      if (equals < 0) {
        throw new UnusableArgument("--where: '" + condition + "' is not of the form DIM=VALUE");
      }
      Dimension dimension = dimension("--where", condition.substring(0, equals));
      for (String value : condition.substring(equals + 1).split(",", -1)) {
        dimension
            .objection(value)
            .ifPresent(
                objection -> {
                  throw new UnusableArgument("--where " + dimension.label() + ": " + objection);
                });
        chosen.computeIfAbsent(dimension, absent -> new TreeSet<>()).add(value);
      }
    }
    return chosen;
  }

  /** The dimension of a label that an option names. */
  static Dimension dimension(String option, String label) {
    return Dimension.labelled(label)
        .orElseThrow(
            () ->
                new UnusableArgument(
                    option + ": " + Names.none("dimension", label, Dimension.labels())));
  }
}
