package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.domain.key.Sha256;

/**
 * What an answer stands for: of each partition the records before one offset.
 *
 * @param offsets next offsets by topic and partition; a topic that is missing has no partitions
 */
public record Cut(SortedMap<String, SortedMap<Integer, Long>> offsets) {
  private static final Duration PATIENCE = Duration.ofSeconds(15);
  private static final int ID_DIGITS = 12;
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * What is committed in some topics now.
   *
   * @throws ClusterException when Kafka does not answer
   */
  public static Cut now(Connection connection, Collection<String> topics) {
    try (OffsetReader reader = new OffsetReader(connection, "pathline-cut", PATIENCE)) {
      return now(reader, topics);
    }
  }

  /**
   * What is committed in some topics now.
   *
   * @throws ClusterException when Kafka does not answer
   */
  public static Cut now(OffsetReader reader, Collection<String> topics) {
    Set<String> there = reader.topics();
    Set<TopicPartition> partitions =
        reader.partitions(topics.stream().filter(there::contains).collect(Collectors.toSet()));
    return of(topics, reader.committedEnds(partitions));
  }

  /**
   * Cut before some offsets.
   *
   * @param topics those that are in it also where they are missing
   */
  public static Cut of(Collection<String> topics, Map<TopicPartition, Long> ends) {
    SortedMap<String, SortedMap<Integer, Long>> offsets = new TreeMap<>();
    topics.forEach(topic -> offsets.put(topic, new TreeMap<>()));
    ends.forEach(
        (partition, end) ->
            offsets
                .computeIfAbsent(partition.topic(), absent -> new TreeMap<>())
                .put(partition.partition(), end));
    return new Cut(offsets);
  }

  /** Next offsets of a topic by partition; none where it is missing. */
  public SortedMap<Integer, Long> of(String topic) {
    return offsets.getOrDefault(topic, new TreeMap<>());
  }

  /** Offsets by topic and partition, as JSON. */
  public static ObjectNode json(Map<String, ? extends Map<Integer, Long>> offsets) {
    return JSON.valueToTree(offsets);
  }

  /** Twelve hexadecimal digits that name the cut: equal offsets have equal names. */
  public String id() {
    MessageDigest digest = Sha256.begun();
    offsets.forEach(
        (topic, ends) ->
            ends.forEach(
                (partition, end) ->
                    digest.update((topic + "/" + partition + ":" + end + "\n").getBytes(UTF_8))));
    return HexFormat.of().formatHex(digest.digest()).substring(0, ID_DIGITS);
  }
}
