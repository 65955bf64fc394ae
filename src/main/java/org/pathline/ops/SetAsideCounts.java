package org.pathline.ops;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.pathline.cluster.Connection;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.BadRecordReason;
import org.pathline.topics.SetAsideKey;

/**
 * What is set aside by topology, kind and reason, counted as its topic is read; thread-safe.
 *
 * <p>Counts are exact however many there are, and of each no more is kept than that it is there.
 */
public final class SetAsideCounts extends CountedTopics {
  /**
   * What is counted together.
   *
   * @param topology the topology that leaves it out
   * @param kind what is left out
   * @param reason why
   */
  public record Group(String topology, String kind, String reason) {}

  /** Groups are of a closed set; whoever writes others into the topic gets one for all of them. */
  private static final int MOST_GROUPS = 200;

  private static final Group OTHERS = new Group("(other)", "(other)", "(other)");

  private final BadRecordReason reasons;
  private final GroupedKeys keys = new GroupedKeys();
  private final Map<Group, Integer> numbers = new HashMap<>();
  private final List<Group> groups = new ArrayList<>();

  SetAsideCounts(Connection connection) {
    super(TopicCatalogue.SET_ASIDE);
    reasons = new BadRecordReason(connection);
    number(OTHERS);
  }

  @Override
  void count(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() == null) {
      return;
    }
    String reason = record.value() == null ? null : reasons.of(record);
    synchronized (this) {
      if (reason == null) {
        keys.remove(record.key());
      } else {
        SetAsideKey key = SetAsideKey.of(record.key());
        keys.put(record.key(), number(new Group(key.topology(), key.kind(), reason)));
      }
    }
  }

  private int number(Group group) {
    Integer known = numbers.get(group);
    if (known != null) {
      return known;
    }
    if (groups.size() == MOST_GROUPS) {
      return others();
    }
    numbers.put(group, groups.size());
    groups.add(group);
    return groups.size() - 1;
  }

  private int others() {
    return Objects.requireNonNull(numbers.get(OTHERS));
  }

  /**
   * Counts by group, those that have become 0 included; empty until all was read that was there at
   * the beginning.
   */
  public synchronized Map<Group, Long> byGroup() {
    Map<Group, Long> byGroup =
        new TreeMap<>(
            Comparator.comparing(Group::topology)
                .thenComparing(Group::kind)
                .thenComparing(Group::reason));
    if (isWhole()) {
      for (int i = 0; i < groups.size(); i++) {
        if (i != others() || keys.count(i) > 0) {
          byGroup.put(groups.get(i), keys.count(i));
        }
      }
    }
    return byGroup;
  }

  @Override
  public void close() {
    reasons.close();
  }
}
