package org.pathline.command;

import java.io.IOException;
import org.pathline.report.Answer;
import picocli.CommandLine.Mixin;

/** A command that answers about a cluster, as a table, CSV or JSON. */
abstract class ReportCommand extends ClusterCommand {
  @Mixin FormatOption format;

  /** Writes an answer; returns the exit code of a question that was answered. */
  final int print(Answer answer) throws IOException {
    format.print(answer, spec.commandLine());
    return 0;
  }
}
