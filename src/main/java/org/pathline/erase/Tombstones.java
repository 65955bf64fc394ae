package org.pathline.erase;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * Writes tombstones anew.
 *
 * <p>Kafka decides how long a tombstone stays when it first compacts it, and keeps to that whatever
 * the topic's settings say later: one that was compacted before the settings were short stays for a
 * day. A new one replaces it, and goes with the next pass but one. It changes nothing for any
 * reader: what it ends has ended.
 */
final class Tombstones {
  private static final Duration POLL = Duration.ofMillis(200);
  private static final long SILENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private record Key(TopicPartition partition, ByteBuffer bytes) {}

  private final Connection connection;
  private final IdForms forms;

  Tombstones(Connection connection, IdForms forms) {
    this.connection = connection;
    this.forms = forms;
  }

  /**
   * Writes those of the ids in some compacted partitions anew.
   *
   * @return how many there were
   */
  int renew(Collection<TopicPartition> partitions) {
    Set<Key> ended = partitions.isEmpty() ? Set.of() : ended(partitions);
    if (ended.isEmpty()) {
      return 0;
    }
    try (KafkaProducer<byte[], byte[]> producer =
        Marker.producer(connection, "tombstones-" + UUID.randomUUID())) {
      producer.initTransactions();
      producer.beginTransaction();
      for (Key each : ended) {
        producer.send(
            new ProducerRecord<>(
                each.partition().topic(),
                each.partition().partition(),
                each.bytes().array(),
                null));
      }
      producer.commitTransaction();
    }
    return ended.size();
  }

  /** Keys with an id in them whose last committed record is a tombstone. */
  private Set<Key> ended(Collection<TopicPartition> partitions) {
    Set<Key> ended = new HashSet<>();
    try (KafkaConsumer<byte[], byte[]> consumer = Rewrite.consumer(connection, "read_committed")) {
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      long last = System.nanoTime();
      while (!ends.isEmpty()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          last = System.nanoTime();
          if (record.key() != null && forms.in(record.key()).isPresent()) {
            Key key =
                new Key(
                    new TopicPartition(record.topic(), record.partition()),
                    ByteBuffer.wrap(record.key()));
            if (record.value() == null) {
              ended.add(key);
            } else {
              ended.remove(key);
            }
          }
        }
        for (TopicPartition each : List.copyOf(ends.keySet())) {
          if (consumer.position(each) >= Objects.requireNonNull(ends.get(each))) {
            ends.remove(each);
          }
        }
        if (System.nanoTime() - last > SILENCE_NANOS) {
          throw new ClusterException("Kafka sent nothing for 60 s of " + ends.keySet());
        }
      }
    }
    return ended;
  }
}
