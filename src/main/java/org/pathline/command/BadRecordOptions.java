package org.pathline.command;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pathline.letters.BadRecord;
import org.pathline.letters.BadRecordChoice;
import org.pathline.letters.BadRecordTopic;
import picocli.CommandLine.Option;

/**
 * The options that choose bad records.
 *
 * @param <T> what is told of one
 */
abstract class BadRecordOptions<T extends BadRecord> {
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

  /** Where they are read from. */
  abstract BadRecordTopic<T> source();

  /** Reason that is asked for, or null. */
  abstract @Nullable Enum<?> reason();

  /** Application or student that is asked for, or null. */
  abstract @Nullable String owner();

  BadRecordChoice choice() {
    Enum<?> reason = reason();
    return new BadRecordChoice(reason == null ? null : reason.name(), topic, owner(), since, null);
  }
}
