package org.pathline.command;

import org.jspecify.annotations.Nullable;
import org.pathline.letters.BadRecordTopic;
import org.pathline.letters.Letter;
import org.pathline.streams.registry.UndecodableException;
import picocli.CommandLine.Option;

/** The options that choose dead letters. */
public final class LetterOptions extends BadRecordOptions<Letter> {
  @Option(
      names = "--reason",
      description = "Only letters with this reason: ${COMPLETION-CANDIDATES}.")
  private UndecodableException.@Nullable Reason reason;

  @Option(
      names = "--application",
      paramLabel = "ID",
      description = "Only letters of this application, such as pathline-pathways-v1.")
  private @Nullable String application;

  @Override
  BadRecordTopic<Letter> source() {
    return BadRecordTopic.DEAD_LETTERS;
  }

  @Override
  @Nullable Enum<?> reason() {
    return reason;
  }

  @Override
  @Nullable String owner() {
    return application;
  }
}
