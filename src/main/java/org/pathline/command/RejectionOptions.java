package org.pathline.command;

import java.time.Instant;
import org.pathline.domain.fact.Violation;
import org.pathline.letters.RejectionChoice;
import picocli.CommandLine.Option;

/** The options that choose rejections. */
public final class RejectionOptions {
  @Option(
      names = "--reason",
      paramLabel = "REASON",
      description = "Only rejections with this reason, such as INVALID_MARK.")
  private Violation.Reason reason;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      converter = TopicText.class,
      description = "Only rejections of facts of this topic; a noun such as grades will do.")
  private String topic;

  @Option(
      names = "--student",
      paramLabel = "ID",
      description = "Only rejections of this student's facts.")
  private String student;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      converter = Since.class,
      description = "Only rejections written since. " + Since.DESCRIPTION)
  private Instant since;

  RejectionChoice choice() {
    return new RejectionChoice(reason == null ? null : reason.name(), topic, student, since, null);
  }
}
