package org.pathline.topics;

import java.util.List;
import java.util.Optional;
import org.pathline.cluster.Connection;
import org.pathline.events.Doubt;
import org.pathline.schemas.TopicCatalogue;

/** Reads what is doubted in the facts that stand from its topic. */
public final class DoubtTopic {
  private DoubtTopic() {}

  /** Everything that is doubted, in order of kind and student; empty without the topic. */
  public static Optional<List<Doubt>> read(Connection connection) {
    return StandingRecords.readAny(
        connection, TopicCatalogue.DOUBTS, Doubt.class, DoubtTopic::unreadable);
  }

  /** What the key alone tells of an entry whose value is something else. */
  private static Doubt unreadable(String key) {
    return Doubt.newBuilder()
        .setStudentId(key.substring(key.indexOf(' ') + 1))
        .setKind(StandingRecords.NOT_READABLE)
        .setCount(0)
        .setFactTopic("")
        .setFactKey("")
        .setSource("")
        .setField("")
        .setDetail("")
        .build();
  }
}
