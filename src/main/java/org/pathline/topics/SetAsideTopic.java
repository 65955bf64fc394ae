package org.pathline.topics;

import java.util.List;
import java.util.Optional;
import org.pathline.cluster.Connection;
import org.pathline.events.SetAside;
import org.pathline.schemas.TopicCatalogue;

/** Reads what is set aside from its topic. */
public final class SetAsideTopic {
  private SetAsideTopic() {}

  /** Everything that is set aside, in order of topology, kind and id; empty without the topic. */
  public static Optional<List<SetAside>> read(Connection connection) {
    return StandingRecords.readAny(
        connection,
        TopicCatalogue.SET_ASIDE,
        SetAside.class,
        key -> unreadable(SetAsideKey.of(key)));
  }

  /** What the key alone tells of an entry whose value is something else. */
  private static SetAside unreadable(SetAsideKey key) {
    return SetAside.newBuilder()
        .setTopology(key.topology())
        .setKind(key.kind())
        .setId(key.id())
        .setReason(StandingRecords.NOT_READABLE)
        .setDetail("")
        .build();
  }
}
