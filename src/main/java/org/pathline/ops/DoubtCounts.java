package org.pathline.ops;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.domain.fact.Doubt;
import org.pathline.schemas.TopicCatalogue;

/**
 * Students of whom something is doubted, by kind, counted as the topic is read; thread-safe.
 *
 * <p>Counts are exact however many there are, and of each no more is kept than that it is there.
 */
final class DoubtCounts extends CountedTopics {
  private static final Doubt.Kind[] KINDS = Doubt.Kind.values();
  private static final String OTHERS = "(other)";

  private final GroupedKeys keys = new GroupedKeys();

  DoubtCounts() {
    super(TopicCatalogue.DOUBTS);
  }

  @Override
  synchronized void count(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    if (record.value() == null) {
      keys.remove(record.key());
    } else {
      keys.put(record.key(), kind(record.key()));
    }
  }

  /** Number of the kind in a key, which is the kind and the student id with a blank between. */
  private static int kind(byte[] key) {
    String text = new String(key, UTF_8);
    for (Doubt.Kind kind : KINDS) {
      if (text.startsWith(kind.name() + " ")) {
        return kind.ordinal();
      }
    }
    return KINDS.length;
  }

  /**
   * Students by kind, kinds of which there are none included; empty until all was read that was
   * there at the beginning.
   */
  synchronized Map<String, Long> byKind() {
    Map<String, Long> byKind = new TreeMap<>();
    if (isWhole()) {
      for (Doubt.Kind kind : KINDS) {
        if (kind.isOfStudents()) {
          byKind.put(kind.name(), keys.count(kind.ordinal()));
        }
      }
      if (keys.count(KINDS.length) > 0) {
        byKind.put(OTHERS, keys.count(KINDS.length));
      }
    }
    return byKind;
  }
}
