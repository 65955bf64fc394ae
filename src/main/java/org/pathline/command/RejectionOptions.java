package org.pathline.command;

import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation;
import org.pathline.letters.BadRecordChoice;
import picocli.CommandLine.Option;

/** The options that choose rejections. */
public final class RejectionOptions extends BadRecordOptions {
  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only rejections with this reason, such as INVALID_MARK.")
  private Violation.@Nullable Reason reason;

  @Option(
      names = "--student",
      paramLabel = "ID",
      description = "Only rejections of this student's facts.")
  private @Nullable String student;

  @Override
  BadRecordChoice choice() {
    return choice(reason, student);
  }
}
