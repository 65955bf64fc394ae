package org.pathline.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pathline.letters.BadRecordChoice;
import picocli.CommandLine.Option;

/** The options that choose bad records. */
abstract class BadRecordOptions {
  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      converter = TopicText.class,
      description = "Only those of records of this topic; a noun such as grades will do.")
  private @Nullable String topic;

  @Option(
      names = "--since",
      paramLabel = "WHEN",
      converter = Since.class,
      description = "Only those written since. " + Since.DESCRIPTION)
  private @Nullable Instant since;

  /** The choice that is made. */
  abstract BadRecordChoice choice();

  /**
   * The choice that is made by these options and those of the kind of bad records.
   *
   * @param owner application or student that is asked for, or null
   */
  final BadRecordChoice choice(@Nullable Enum<?> reason, @Nullable String owner) {
    return new BadRecordChoice(reason == null ? null : reason.name(), topic, owner, since, null);
  }
}
