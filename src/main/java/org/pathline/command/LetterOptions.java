package org.pathline.command;

import org.jspecify.annotations.Nullable;
import org.pathline.letters.BadRecordChoice;
import org.pathline.streams.registry.UndecodableException;
import picocli.CommandLine.Option;

/** The options that choose dead letters. */
public final class LetterOptions extends BadRecordOptions {
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
  BadRecordChoice choice() {
    return choice(reason, application);
  }
}
