package org.pathline.command;

import java.io.IOException;
import org.pathline.report.Answer;
import org.pathline.report.AnswerFormat;
import picocli.CommandLine;
import picocli.CommandLine.Option;

/** The option that says in which form an answer is written. */
public final class FormatOption {
  @Option(
      names = "--format",
      defaultValue = "table",
      description =
          "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}. csv and json are in full precision;"
              + " notes of csv go to stderr.")
  private AnswerFormat format;

  AnswerFormat chosen() {
    return format;
  }

  /** Writes an answer to a command's output. */
  void print(Answer answer, CommandLine line) throws IOException {
    answer.print(format, line.getOut(), line.getErr());
  }
}
