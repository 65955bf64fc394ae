package org.pathline.topics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathline.cluster.Connection;
import org.pathline.events.SetAside;
import org.pathline.schemas.TopicCatalogue;

/** Reads what is set aside from its topic. */
public final class SetAsideTopic {
  private static final String NOT_READABLE = "(not readable)";

  private SetAsideTopic() {}

  /** Everything that is set aside, in order of topology, kind and id; empty without the topic. */
  public static Optional<List<SetAside>> read(Connection connection) {
    try (ContractValues values = new ContractValues(connection);
        TopicReader reader = new TopicReader(connection)) {
      CompactedTable table = new CompactedTable(reader, TopicCatalogue.SET_ASIDE.name());
      return table.exists()
          ? Optional.of(
              table.values().entrySet().stream().map(each -> entry(values, each)).toList())
          : Optional.empty();
    }
  }

  private static SetAside entry(ContractValues values, Map.Entry<String, byte[]> record) {
    return values
        .ifReadable(TopicCatalogue.SET_ASIDE, SetAside.class, record.getValue())
        .orElseGet(() -> unreadable(SetAsideKey.of(record.getKey())));
  }

  /** What the key alone tells of an entry whose value is something else. */
  private static SetAside unreadable(SetAsideKey key) {
    return SetAside.newBuilder()
        .setTopology(key.topology())
        .setKind(key.kind())
        .setId(key.id())
        .setReason(NOT_READABLE)
        .setDetail("")
        .build();
  }
}
