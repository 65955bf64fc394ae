package org.pathline.command;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pathline.ask.panel.EventStudyFile;
import org.pathline.publish.UnusableArgument;
import org.pathline.report.EventStudyReport;
import picocli.CommandLine.Option;

/** The options that have an event study from elsewhere judged. */
public final class EventStudyOptions {
  @Option(
      names = "--betahat",
      paramLabel = "FILE.csv",
      description =
          "An event study from elsewhere: rows of time,coefficient, without the reference or with"
              + " its 0. Times may stand in names such as year::2009:treated. Needs --sigma, and"
              + " nothing else of the above.")
  private @Nullable Path betahat;

  @Option(
      names = "--sigma",
      paramLabel = "FILE.csv",
      description =
          "Covariance of its coefficients: a row and a column for each, in that order or under"
              + " their names; or one of its triangles, or all in one column, row by row.")
  private @Nullable Path sigma;

  @Option(
      names = "--reference",
      paramLabel = "TIME",
      description =
          "Time that they are compared with. Default: the one that is missing between the others.")
  private @Nullable Integer reference;

  @Option(
      names = "--pre-periods",
      paramLabel = "N",
      description =
          "The first N coefficients are before the reference and the others after it, whatever"
              + " times the file names; needed where it names none.")
  private @Nullable Integer pre;

  @Option(
      names = "--mbar",
      paramLabel = "N",
      split = ",",
      defaultValue = "0,0.5,1,1.5,2",
      description =
          "Drift after as multiples of its largest change before. Default: ${DEFAULT-VALUE}.")
  private List<Double> multiples = List.of();

  @Option(
      names = "--m",
      paramLabel = "N",
      split = ",",
      description =
          "Changes of drift's slope from time to time. Default: ten from 0 to the largest that the"
              + " times before do not exclude.")
  private @Nullable List<Double> bends;

  @Option(
      names = "--bound",
      paramLabel = "N",
      description = "Size below which coefficients before are to be shown to be.")
  private @Nullable Double bound;

  /** Whether an event study is given. */
  boolean isAsked() {
    return betahat != null || sigma != null;
  }

  /** What it is worth. */
  EventStudyReport report() {
    if (betahat == null || sigma == null) {
      throw new UnusableArgument("--betahat FILE.csv and --sigma FILE.csv need each other");
    }
    check("--mbar", multiples);
    if (bends != null) {
      check("--m", bends);
    }
    if (pre != null && reference != null) {
      throw new UnusableArgument(
          "--pre-periods and --reference say the same in two ways; give one of them");
    }
    if (bound != null && !(bound > 0)) {
      throw new UnusableArgument("--bound: is " + bound + "; give a number above 0");
    }
    return new EventStudyReport(
        EventStudyFile.read(betahat, sigma, reference, pre), multiples, bends, bound);
  }

  private void check(String option, List<Double> values) {
    for (Double each : values) {
      if (!(each >= 0) || each.isInfinite()) {
        throw new UnusableArgument(option + ": is " + each + "; give numbers of 0 or more");
      }
    }
  }
}
