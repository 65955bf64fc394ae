package org.pathline.erase;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.pathline.schemas.Topic;

/**
 * Lets brokers end, compact and remove segments of some topics at once, and lets them return to
 * their pace.
 *
 * <p>A process that is killed leaves the quick settings behind. They change no record, and the next
 * erasure ends them.
 */
final class Segments implements AutoCloseable {
  /** How old a segment is when the next record begins another, while it is quick. */
  static final Duration SHORTEST = Duration.ofMillis(50);

  private static final Map<String, Long> QUICK =
      Map.of(
          TopicConfig.SEGMENT_MS_CONFIG, SHORTEST.toMillis(),
          TopicConfig.FILE_DELETE_DELAY_MS_CONFIG, 100L,
          TopicConfig.MIN_CLEANABLE_DIRTY_RATIO_CONFIG, 0L,
          TopicConfig.DELETE_RETENTION_MS_CONFIG, 0L);

  private static final Duration HEARD_OF = Duration.ofMillis(300);

  private final Admin admin;
  private final Set<String> quick = new HashSet<>();

  Segments(Admin admin) {
    this.admin = admin;
  }

  /** Quickens some topics: the next record ends a segment, and what has ended is compacted. */
  void quicken(Collection<String> topics) throws InterruptedException, ExecutionException {
    if (topics.isEmpty()) {
      return;
    }
    quick.addAll(topics);
    List<AlterConfigOp> operations = operations(OpType.SET, QUICK);
    // Above 0; for compacted topics it goes back to days, and for others it means nothing.
    operations.add(operation(OpType.SET, TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG, 1));
    alter(topics, operations);
    // The controller has answered; the brokers have yet to hear of it.
    Thread.sleep(HEARD_OF.toMillis());
  }

  /** Lets segments of quick topics last again; what has ended is still compacted at once. */
  void endOnlyByMarkers(Collection<String> topics) throws InterruptedException, ExecutionException {
    alter(
        topics,
        List.of(operation(OpType.DELETE, TopicConfig.SEGMENT_MS_CONFIG, SHORTEST.toMillis())));
  }

  /** Ends quick settings of some topics, also of a process that was killed. */
  void calm(Collection<String> topics) throws InterruptedException, ExecutionException {
    List<AlterConfigOp> operations = operations(OpType.DELETE, QUICK);
    operations.add(
        operation(
            OpType.SET,
            TopicConfig.MAX_COMPACTION_LAG_MS_CONFIG,
            Topic.COMPACTED_WITHIN.toMillis()));
    alter(topics, operations);
    quick.removeAll(Set.copyOf(topics));
  }

  private void alter(Collection<String> topics, List<AlterConfigOp> operations)
      throws InterruptedException, ExecutionException {
    Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
    for (String topic : topics) {
      changes.put(new ConfigResource(ConfigResource.Type.TOPIC, topic), operations);
    }
    admin.incrementalAlterConfigs(changes).all().get();
  }

  private static List<AlterConfigOp> operations(OpType type, Map<String, Long> settings) {
    List<AlterConfigOp> operations = new ArrayList<>();
    settings.forEach((name, value) -> operations.add(operation(type, name, value)));
    return operations;
  }

  private static AlterConfigOp operation(OpType type, String name, long value) {
    return new AlterConfigOp(new ConfigEntry(name, Long.toString(value)), type);
  }

  @Override
  public void close() throws InterruptedException, ExecutionException {
    calm(Set.copyOf(quick));
  }
}
