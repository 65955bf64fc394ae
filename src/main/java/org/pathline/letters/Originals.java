package org.pathline.letters;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.pathline.topics.RecordPlace;
import org.pathline.topics.TopicReader;

/**
 * The records that dead letters are of, read again from their topics where they still lie there.
 */
record Originals(TopicReader reader) {
  /** Records by their places; what is gone is not among them. */
  Map<RecordPlace, ConsumerRecord<byte[], byte[]>> of(Collection<RecordPlace> places) {
    Map<String, Integer> partitions = new HashMap<>();
    Map<RecordPlace, SortedSet<Long>> wanted = new TreeMap<>();
    for (RecordPlace place : places) {
      int count = partitions.computeIfAbsent(place.topic(), reader::partitions);
      if (place.partition() < count) {
        RecordPlace beginning = new RecordPlace(place.topic(), place.partition(), 0);
        wanted.computeIfAbsent(beginning, absent -> new TreeSet<>()).add(place.offset());
      }
    }
    Map<RecordPlace, ConsumerRecord<byte[], byte[]>> found = new HashMap<>();
    wanted.forEach(
        (beginning, offsets) -> {
          TopicPartition partition = beginning.topicPartition();
          reader.readAt(
              partition,
              offsets,
              record ->
                  found.put(
                      new RecordPlace(record.topic(), record.partition(), record.offset()),
                      record));
        });
    return found;
  }
}
