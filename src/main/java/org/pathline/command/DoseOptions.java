package org.pathline.command;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How an effect depends on its dose. */
final class DoseOptions {
  @Option(
      names = "--dose",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "COLUMN",
      description =
          "Effects by dose: by how much measured sorting (omega2) fell; bins, curves for all and"
              + " for each third of prior achievement. With --panel the dose's column, the same at"
              + " all times of a unit.")
  private @Nullable String column;

  @Option(
      names = "--degree",
      paramLabel = "N",
      description = "With --panel --dose: degree of the B-splines, 1 to 5. Default: 3.")
  private @Nullable Integer degree;

  @Option(
      names = "--knots",
      paramLabel = "N",
      description = "With --panel --dose: inner knots, at quantiles of the dose. Default: 0.")
  private @Nullable Integer knots;

  boolean isAskedFor() {
    return column != null;
  }

  @Nullable String column() {
    return column == null || column.isEmpty() ? null : column;
  }

  int degree() {
    return degree == null ? 3 : degree;
  }

  int knots() {
    return knots == null ? 0 : knots;
  }

  /** What is wrong with the options, or null. */
  @Nullable String problem(boolean panel) {
    if (panel && isAskedFor() && column() == null) {
      return "--dose: with --panel it names a column";
    }
    if (!panel && column() != null) {
      return "--dose: takes a column only with --panel; the dose of a school is measured";
    }
    if ((degree != null || knots != null) && !(panel && isAskedFor())) {
      return "--degree and --knots need --panel FILE.csv and --dose COLUMN";
    }
    if (degree() < 1 || degree() > 5) {
      return "--degree: is " + degree + "; give 1 to 5";
    }
    return knots() < 0 || knots() > 20 ? "--knots: is " + knots + "; give 0 to 20" : null;
  }
}
