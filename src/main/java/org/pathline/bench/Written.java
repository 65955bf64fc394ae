package org.pathline.bench;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Bytes;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/**
 * How often each pathway and each cell was written, on average.
 *
 * @param timesPerPathway records of the pathways' topic by its keys
 * @param timesPerCell the same of outcome cells
 */
record Written(double timesPerPathway, double timesPerCell) {

  static Written all(Connection connection) {
    return new Written(
        timesPerKey(connection, TopicCatalogue.PATHWAYS),
        timesPerKey(connection, TopicCatalogue.OUTCOME_CELLS));
  }

  private static double timesPerKey(Connection connection, Topic topic) {
    Map<String, Object> settings = connection.clientSettings();
    settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, consumer.partitionsFor(topic.name()).size())
              .mapToObj(p -> new TopicPartition(topic.name(), p))
              .toList();
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      Set<Bytes> keys = new HashSet<>();
      long records = 0;
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        for (ConsumerRecord<byte[], byte[]> each : consumer.poll(Duration.ofSeconds(1))) {
          records++;
          keys.add(Bytes.wrap(each.key()));
        }
      }
      return keys.isEmpty() ? 0 : (double) records / keys.size();
    }
  }

  /** Bytes of changelogs on the brokers' disks, as compressed there. */
  static long changelogBytes(Connection connection, Predicate<String> topics)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
      return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
          .flatMap(directories -> directories.values().stream())
          .flatMap(directory -> directory.replicaInfos().entrySet().stream())
          .filter(replica -> topics.test(replica.getKey().topic()))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    }
  }
}
