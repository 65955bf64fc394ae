package org.pathline.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.outcome.CellKey;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.outcomes.OutcomesTopology;
import org.pathline.topics.OffsetReader;
import org.pathline.topics.TopicReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Withdraws the cells that stand when the topology of outcomes begins with nothing: those of a
 * release before, which have other keys and partitions, and those from before it is derived anew.
 *
 * <p>It would never take back those that it does not derive again.
 */
final class EarlierCells {
  private static final Logger LOG = LoggerFactory.getLogger(EarlierCells.class);
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GROUP = OutcomesTopology.APPLICATION_ID;
  private static final String TOPIC = TopicCatalogue.OUTCOME_CELLS.name();

  private final Connection connection;
  private final OffsetReader offsets;

  private EarlierCells(Connection connection, OffsetReader offsets) {
    this.connection = connection;
    this.offsets = offsets;
  }

  /**
   * Withdraws them, before the topology starts; does nothing where it has begun before.
   *
   * @throws ClusterException when a process of a release before is still at work
   */
  static void withdraw(Connection connection, OffsetReader offsets) {
    new EarlierCells(connection, offsets).withdraw();
  }

  private void withdraw() {
    if (hasBegun() || offsets.committedEnds(partitions()).values().stream().allMatch(e -> e == 0)) {
      return;
    }
    requireNoReleaseBefore();
    try (KafkaProducer<byte[], byte[]> producer = producer()) {
      // From here on no other process that was withdrawing can commit that. What one has committed
      // is before these ends, and one that has gone on from there is a member of the group.
      producer.initTransactions();
      SortedMap<Integer, Long> ends = new TreeMap<>();
      offsets
          .committedEnds(partitions())
          .forEach((partition, end) -> ends.put(partition.partition(), end));
      if (hasBegun() || hasMembers(GROUP)) {
        return;
      }
      Map<Integer, Set<ByteBuffer>> standing = standing(ends);
      requireItsPartitions(standing, ends.size());
      withdraw(producer, standing);
    } catch (KafkaException e) {
      throw new ClusterException(
          "cannot withdraw the outcome cells that an earlier run has left: " + e.getMessage(), e);
    }
  }

  private Set<TopicPartition> partitions() {
    return offsets.partitions(List.of(TOPIC));
  }

  private boolean hasBegun() {
    return !offsets.committed(GROUP).isEmpty();
  }

  /** Application ids of one topology differ in their last number. */
  private void requireNoReleaseBefore() {
    int at = GROUP.lastIndexOf('v') + 1;
    for (int version = Integer.parseInt(GROUP.substring(at)) - 1; version > 0; version--) {
      String before = GROUP.substring(0, at) + version;
      if (hasMembers(before)) {
        throw new ClusterException(
            "a process of an older release still runs outcomes as "
                + before
                + ": stop it, then try again; this release sums all cells anew");
      }
    }
  }

  private boolean hasMembers(String group) {
    // Who may not ask about groups of older releases runs none of them.
    return offsets
        .answerUnless(
            offsets.admin().describeConsumerGroups(List.of(group)).all(),
            GroupIdNotFoundException.class,
            GroupAuthorizationException.class)
        .filter(
            found -> found.values().stream().anyMatch(described -> !described.members().isEmpty()))
        .isPresent();
  }

  private Map<Integer, Set<ByteBuffer>> standing(SortedMap<Integer, Long> ends) {
    Map<Integer, Set<ByteBuffer>> standing = new HashMap<>();
    try (TopicReader reader = new TopicReader(connection)) {
      reader.readBefore(
          TOPIC,
          ends,
          record -> {
            Set<ByteBuffer> keys =
                standing.computeIfAbsent(record.partition(), absent -> new HashSet<>());
            if (record.key() == null) {
              return;
            }
            if (record.value() == null) {
              keys.remove(ByteBuffer.wrap(record.key()));
            } else {
              keys.add(ByteBuffer.wrap(record.key()));
            }
          });
    }
    return standing;
  }

  /**
   * Whoever follows the topic by key could take a tombstone in one partition for what became of the
   * new cell in another one. Releases before had other keys.
   */
  private static void requireItsPartitions(Map<Integer, Set<ByteBuffer>> standing, int partitions) {
    standing.forEach(
        (partition, keys) -> {
          for (ByteBuffer key : keys) {
            String text = new String(key.array(), UTF_8);
            if (text.equals(nowadays(text))
                && OutcomesTopology.partition(key.array(), partitions) != partition) {
              throw new ClusterException(
                  TOPIC
                      + " has another number of partitions than when its cells were written: delete"
                      + " it, make it again with `pathline topics`, and run outcomes and policies"
                      + " with --anew");
            }
          }
        });
  }

  /** Key of a cell as this release writes it; empty where it is no key of a cell. */
  private static String nowadays(String key) {
    try {
      return CellKey.parse(key).text();
    } catch (IllegalArgumentException noKey) {
      return "";
    }
  }

  /** All at once: a reader finds all that stood before, or nothing until there are new cells. */
  private static void withdraw(
      KafkaProducer<byte[], byte[]> producer, Map<Integer, Set<ByteBuffer>> standing) {
    List<ProducerRecord<byte[], byte[]>> tombstones = new ArrayList<>();
    standing.forEach(
        (partition, keys) ->
            keys.forEach(
                key -> tombstones.add(new ProducerRecord<>(TOPIC, partition, key.array(), null))));
    if (tombstones.isEmpty()) {
      return;
    }
    LOG.warn(
        "{} outcome cells stand from an earlier run; they are withdrawn, and all are summed anew",
        tombstones.size());
    producer.beginTransaction();
    tombstones.forEach(producer::send);
    producer.commitTransaction();
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP + "-withdraw");
    settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE.toMillis());
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
