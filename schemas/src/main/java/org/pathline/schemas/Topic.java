package org.pathline.schemas;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.apache.avro.Schema;
import org.apache.kafka.common.config.TopicConfig;

/**
 * One topic of the contract.
 *
 * @param name name on Kafka
 * @param key what the UTF-8 record key holds
 * @param schema Avro schema of the value; its subject is the name followed by {@code -value}
 * @param coPartitioned whether the topic must have as many partitions as every other topic keyed by
 *     student id
 * @param partitions how many partitions it is created with unless told otherwise
 * @param cleanup Kafka cleanup policy
 * @param retention how long records are kept, or null for ever
 * @param owner who writes it
 */
public record Topic(
    String name,
    String key,
    Schema schema,
    boolean coPartitioned,
    int partitions,
    Cleanup cleanup,
    Duration retention,
    Owner owner) {

  /** Kafka's cleanup policies that the contract uses. */
  public enum Cleanup {
    DELETE,
    COMPACT;

    /** Value of {@code cleanup.policy}. */
    public String policy() {
      return this == DELETE
          ? TopicConfig.CLEANUP_POLICY_DELETE
          : TopicConfig.CLEANUP_POLICY_COMPACT;
    }
  }

  /** Who writes a topic. */
  public enum Owner {
    PUBLISHERS,
    OPERATORS,
    PATHWAYS,
    OUTCOMES,
    ROSTERS,
    POLICIES,
    ANALYSTS,
    ANY_TOPOLOGY
  }

  /** Registry subject of the value. */
  public String subject() {
    return name + "-value";
  }

  /** What was replaced or ended in a compacted topic is gone after so many days, and some more. */
  public static final Duration COMPACTED_WITHIN = Duration.ofDays(3);

  /** Topic configuration, complete: what {@code pathline topics} creates and checks. */
  public Map<String, String> configuration() {
    Map<String, String> all = new TreeMap<>();
    all.put(TopicConfig.CLEANUP_POLICY_CONFIG, cleanup.policy());
    all.put(
        TopicConfig.RETENTION_MS_CONFIG,
        retention == null ? "-1" : Long.toString(retention.toMillis()));
    // Lag in seconds is only meaningful when the record timestamp is ingest time.
    all.put(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "LogAppendTime");
    if (cleanup == Cleanup.COMPACT) {
      // Or Kafka would keep what is erased for as long as a segment is not full.
      all.put(TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, Long.toString(COMPACTED_WITHIN.toMillis()));
    }
    return all;
  }
}
