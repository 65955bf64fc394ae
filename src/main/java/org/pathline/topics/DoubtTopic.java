package org.pathline.topics;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pathline.cluster.Connection;
import org.pathline.events.Doubt;
import org.pathline.schemas.TopicCatalogue;

/** Reads what is doubted in the facts that stand from its topic. */
public final class DoubtTopic {
  private static final String NOT_READABLE = "(not readable)";

  private DoubtTopic() {}

  /** Everything that is doubted, in order of kind and student; empty without the topic. */
  public static Optional<List<Doubt>> read(Connection connection) {
    try (ContractValues values = new ContractValues(connection);
        TopicReader reader = new TopicReader(connection)) {
      CompactedTable table = new CompactedTable(reader, TopicCatalogue.DOUBTS.name());
      return table.exists()
          ? Optional.of(
              table.values().entrySet().stream().map(each -> entry(values, each)).toList())
          : Optional.empty();
    }
  }

  private static Doubt entry(ContractValues values, Map.Entry<String, byte[]> record) {
    return values
        .ifReadable(TopicCatalogue.DOUBTS, Doubt.class, record.getValue())
        .orElseGet(() -> unreadable(record.getKey()));
  }

  /** What the key alone tells of an entry whose value is something else. */
  private static Doubt unreadable(String key) {
    return Doubt.newBuilder()
        .setStudentId(key.substring(key.indexOf(' ') + 1))
        .setKind(NOT_READABLE)
        .setCount(0)
        .setFactTopic("")
        .setFactKey("")
        .setSource("")
        .setField("")
        .setDetail("")
        .build();
  }
}
