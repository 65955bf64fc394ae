package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.jspecify.annotations.Nullable;

/**
 * A compacted topic as the table it stands for: the last value of each key, without keys whose last
 * value is a tombstone. Keys are UTF-8.
 */
public record CompactedTable(TopicReader reader, String topic) {
  /** Whether the topic is there. */
  public boolean exists() {
    return reader.partitions(topic) > 0;
  }

  /** All values by their keys; held in memory. */
  public SortedMap<String, byte[]> values() {
    return values(record -> {});
  }

  /**
   * All values by their keys.
   *
   * @param noting takes every record, in the order of its partition
   */
  public SortedMap<String, byte[]> values(Consumer<ConsumerRecord<byte[], byte[]>> noting) {
    SortedMap<String, byte[]> values = new TreeMap<>();
    reader.read(
        topic,
        record -> {
          noting.accept(record);
          put(values, new String(record.key(), UTF_8), record.value());
        });
    return values;
  }

  /**
   * Value of one key, or null; reads the one partition where Kafka's default partitioner puts the
   * key and keeps nothing else of it.
   */
  public byte @Nullable [] value(String key) {
    return valuesOf(key, key::equals).get(key);
  }

  /**
   * Values by those keys in the partition of a key that fulfil a condition; keeps nothing else.
   *
   * @param key where Kafka's default partitioner puts it, the others lie
   */
  public SortedMap<String, byte[]> valuesOf(String key, Predicate<String> condition) {
    SortedMap<String, byte[]> values = new TreeMap<>();
    int partitions = reader.partitions(topic);
    if (partitions == 0) {
      return values;
    }
    reader.read(
        topic,
        List.of(BuiltInPartitioner.partitionForKey(key.getBytes(UTF_8), partitions)),
        record -> {
          String found = new String(record.key(), UTF_8);
          if (condition.test(found)) {
            put(values, found, record.value());
          }
        });
    return values;
  }

  private static void put(SortedMap<String, byte[]> values, String key, byte @Nullable [] value) {
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }
}
