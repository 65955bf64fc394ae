package org.pathline.topics;

import java.util.SortedMap;
import java.util.TreeMap;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * How many records of a topic of bad input there are, by reason.
 *
 * @param total records of committed transactions, now
 * @param byReason the total split by the value's field {@code reason}
 */
public record BadRecords(long total, SortedMap<String, Long> byReason) {
  /**
   * Counts by reading the topic from its beginning to its end of now: offsets also count
   * transaction markers and what an aborted transaction left.
   *
   * @throws ClusterException when the broker stays silent before the end is reached
   */
  public static BadRecords count(Connection connection, String topic) {
    SortedMap<String, Long> byReason = new TreeMap<>();
    try (BadRecordReason reason = new BadRecordReason(connection);
        TopicReader reader = new TopicReader(connection)) {
      reader.read(topic, record -> byReason.merge(reason.of(record), 1L, Long::sum));
    }
    return new BadRecords(byReason.values().stream().mapToLong(Long::longValue).sum(), byReason);
  }
}
