package org.pathline.letters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pathline.topics.RecordPlace;

/**
 * Which bad records are meant; a null means any.
 *
 * @param reason why it is bad
 * @param topic topic that it lies in
 * @param owner application that met it, or student whose fact it is
 * @param since when it was noted, at the earliest
 * @param place where it lies
 */
public record BadRecordChoice(
    @Nullable String reason,
    @Nullable String topic,
    @Nullable String owner,
    @Nullable Instant since,
    @Nullable RecordPlace place) {

  /** All that is noted of the record at a place. */
  public static BadRecordChoice at(RecordPlace place) {
    return new BadRecordChoice(null, null, null, null, place);
  }

  boolean includes(BadRecord record) {
    return isAnyOr(reason, record.reason())
        && isAnyOr(topic, record.topic())
        && isAnyOr(owner, record.owner())
        && (since == null || !record.notedAt().isBefore(since))
        && (place == null || place.equals(record.place()));
  }

  private static boolean isAnyOr(@Nullable String wanted, String actual) {
    return wanted == null || wanted.equals(actual);
  }
}
