package org.pathline.command;

import java.time.Instant;
import org.pathline.letters.LetterChoice;
import org.pathline.streams.registry.UndecodableException;
import picocli.CommandLine.Option;

/** The options that choose dead letters. */
public final class LetterOptions {
  @Option(
      names = "--reason",
      description = "Only letters with this reason: ${COMPLETION-CANDIDATES}.")
  private UndecodableException.Reason reason;

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      converter = TopicText.class,
      description = "Only letters of records of this topic; a noun such as grades will do.")
  private String topic;

  @Option(
      names = "--application",
      paramLabel = "ID",
      description = "Only letters of this application, such as pathline-pathways-v1.")
  private String application;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      converter = Since.class,
      description = "Only letters written since. " + Since.DESCRIPTION)
  private Instant since;

  LetterChoice choice() {
    return new LetterChoice(reason == null ? null : reason.name(), topic, application, since, null);
  }
}
