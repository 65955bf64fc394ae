package org.pathline.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.pathline.cluster.Connection;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.events.OutcomeCell;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.ingest.ReadPosition;
import org.pathline.streams.ingest.ReadPositions;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.wire.CellRecord;
import org.pathline.topics.TopicReader;

/**
 * The topic of cells as any plain consumer follows it: what is committed, up to the ends that Kafka
 * names at one moment, and no record further. Not thread-safe.
 */
final class FollowedCells implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(5);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final ContractSchemas schemas;
  private final WireFormat wireFormat;
  private final Map<TopicPartition, Deque<ConsumerRecord<byte[], byte[]>>> ahead = new HashMap<>();

  /** Cells by district, key and the partition in which they lie. */
  private final Map<String, SortedMap<String, SortedMap<Integer, CellSums>>> byDistrict =
      new HashMap<>();

  private final Map<String, ReadPositions> positions = new HashMap<>();

  FollowedCells(Connection connection) {
    consumer = fromTheBeginning(connection, TopicCatalogue.OUTCOME_CELLS);
    schemas = new ContractSchemas(connection.registryClient());
    wireFormat = new WireFormat(schemas);
  }

  /** A consumer of what is committed of a topic, all partitions, which answers soon. */
  static KafkaConsumer<byte[], byte[]> fromTheBeginning(Connection connection, Topic topic) {
    Map<String, Object> settings = TopicReader.settings(connection);
    settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 10);
    KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
    List<TopicPartition> partitions =
        consumer.partitionsFor(topic.name()).stream()
            .map(each -> new TopicPartition(topic.name(), each.partition()))
            .toList();
    consumer.assign(partitions);
    consumer.seekToBeginning(partitions);
    return consumer;
  }

  /** Reads what is committed now; keys of the cells of which something came, by district. */
  Map<String, Set<String>> read() {
    Map<TopicPartition, Long> ends = consumer.endOffsets(consumer.assignment());
    Map<String, Set<String>> changed = new HashMap<>();
    do {
      for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
        ahead
            .computeIfAbsent(
                new TopicPartition(record.topic(), record.partition()),
                absent -> new ArrayDeque<>())
            .add(record);
      }
    } while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue()));
    ahead.forEach(
        (partition, records) -> {
          long end = Objects.requireNonNull(ends.get(partition));
          while (!records.isEmpty() && records.peek().offset() < end) {
            String key = take(records.poll());
            changed.computeIfAbsent(CellKey.districtOf(key), absent -> new HashSet<>()).add(key);
          }
        });
    return changed;
  }

  private String take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), UTF_8);
    String district = CellKey.districtOf(key);
    SortedMap<Integer, CellSums> places =
        byDistrict
            .computeIfAbsent(district, absent -> new TreeMap<>())
            .computeIfAbsent(key, absent -> new TreeMap<>());
    if (record.value() == null) {
      places.remove(record.partition());
      if (places.isEmpty()) {
        byDistrict.get(district).remove(key);
      }
    } else {
      OutcomeCell cell = wireFormat.record(record.value(), TopicCatalogue.OUTCOME_CELLS.schema());
      places.put(record.partition(), CellRecord.read(cell).sums());
    }
    ReadPositions named = ReadPositions.of(record.headers());
    if (named != null) {
      // Of cells that lie spread, each names its own: together they have seen the farthest.
      positions.merge(district, named, FollowedCells::farther);
    }
    return key;
  }

  private static ReadPositions farther(ReadPositions one, ReadPositions other) {
    ReadPositions all = one;
    for (var each : other.next().entrySet()) {
      all = all.with(new ReadPosition(each.getKey(), each.getValue()));
    }
    return all;
  }

  /** Districts that have had cells. */
  Set<String> districts() {
    return byDistrict.keySet();
  }

  /** Cells of a district. */
  SortedMap<String, CellSums> cells(String district) {
    SortedMap<String, CellSums> cells = new TreeMap<>();
    byDistrict.get(district).forEach((key, places) -> cells.put(key, latest(places)));
    return cells;
  }

  /** A cell of a district; null where there is none. */
  CellSums cell(String district, String key) {
    SortedMap<Integer, CellSums> places = byDistrict.get(district).get(key);
    return places == null ? null : latest(places);
  }

  private static CellSums latest(SortedMap<Integer, CellSums> places) {
    return places.get(places.lastKey());
  }

  /** For which pathways the cells of a district stand. */
  ReadPositions positions(String district) {
    return positions.getOrDefault(district, ReadPositions.NONE);
  }

  /** Keys of the cells that stand, each as often as there are partitions in which it does. */
  List<String> keys() {
    List<String> keys = new ArrayList<>();
    byDistrict
        .values()
        .forEach(
            cells ->
                cells.forEach(
                    (key, places) -> keys.addAll(Collections.nCopies(places.size(), key))));
    return keys;
  }

  @Override
  public void close() {
    consumer.close();
    schemas.close();
  }
}
