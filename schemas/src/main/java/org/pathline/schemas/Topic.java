package org.pathline.schemas;

import java.time.Duration;
import java.util.Map;
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
    PATHWAYS,
    OUTCOMES,
    ROSTERS,
    POLICIES,
    ANY_TOPOLOGY
  }

  /** Registry subject of the value. */
  public String subject() {
    return name + "-value";
  }

  /** Topic configuration, complete: what {@code pathline topics} creates and checks. */
  public Map<String, String> configuration() {
    return Map.of(
        TopicConfig.CLEANUP_POLICY_CONFIG,
        cleanup.policy(),
        TopicConfig.RETENTION_MS_CONFIG,
        retention == null ? "-1" : Long.toString(retention.toMillis()),
        // Lag in seconds is only meaningful when the record timestamp is ingest time.
        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
        "LogAppendTime");
  }
}
