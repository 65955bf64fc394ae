package org.pathline.command;

import org.pathline.letters.BadRecordTopic;
import org.pathline.letters.Letter;
import org.pathline.streams.registry.UndecodableException;
import picocli.CommandLine.Option;

/** The options that choose dead letters. */
public final class LetterOptions extends BadRecordOptions<Letter> {
  @Option(
      names = "--reason",
      description = "Only letters with this reason: ${COMPLETION-CANDIDATES}.")
  private UndecodableException.Reason reason;

  @Option(
      names = "--application",
      paramLabel = "ID",
      description = "Only letters of this application, such as pathline-pathways-v1.")
  private String application;

  @Override
  BadRecordTopic<Letter> source() {
    return BadRecordTopic.DEAD_LETTERS;
  }

  @Override
  Enum<?> reason() {
    return reason;
  }

  @Override
  String owner() {
    return application;
  }
}
