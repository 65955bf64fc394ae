package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.pathline.cluster.Connection;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.schemas.TopicCatalogue;

/** Reads who is erased from its topic. */
public final class ErasureTopic {
  private ErasureTopic() {}

  /** Ids that are erased now; none where the topic is missing. */
  public static ErasedIds read(Connection connection) {
    ErasedIds erased = new ErasedIds();
    String topic = TopicCatalogue.ERASURES.name();
    try (TopicReader reader = new TopicReader(connection)) {
      if (reader.partitions(topic) > 0) {
        reader.read(
            topic,
            record -> {
              if (record.key() != null) {
                erased.put(new String(record.key(), UTF_8), record.value() != null);
              }
            });
      }
    }
    return erased;
  }
}
