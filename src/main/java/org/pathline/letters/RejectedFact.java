package org.pathline.letters;

import java.time.Instant;
import org.pathline.events.Rejection;

/**
 * One rejection.
 *
 * @param rejectedAt when it was written
 * @param content the rejection as it is published
 */
public record RejectedFact(Instant rejectedAt, Rejection content) {

  /** Where the fact lies; null where the rejection is of no single fact. */
  public RecordPlace place() {
    return content.getTopic().isEmpty() || content.getOffset() < 0
        ? null
        : new RecordPlace(content.getTopic(), content.getPartition(), content.getOffset());
  }
}
