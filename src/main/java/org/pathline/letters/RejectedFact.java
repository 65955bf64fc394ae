package org.pathline.letters;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.pathline.events.Rejection;
import org.pathline.topics.RecordPlace;

/**
 * One rejection.
 *
 * @param notedAt when it was written
 * @param content the rejection as it is published
 */
public record RejectedFact(Instant notedAt, Rejection content) implements BadRecord {

  @Override
  public String reason() {
    return content.getReason();
  }

  @Override
  public String topic() {
    return content.getTopic();
  }

  @Override
  public String owner() {
    return content.getStudentId();
  }

  @Override
  public @Nullable RecordPlace place() {
    return content.getTopic().isEmpty() || content.getOffset() < 0
        ? null
        : new RecordPlace(content.getTopic(), content.getPartition(), content.getOffset());
  }
}
