package org.pathline.streams.arrival;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/**
 * Gives records the time of now where their publisher chose one that cannot be.
 *
 * <p>Topics of the contract have the broker's time. One that somebody made otherwise has whatever
 * its publishers say: Kafka Streams fails at a time before 1970, a broker refuses what is derived
 * at one of the future, and a fact from the future would pass for one that was recorded before it
 * came.
 */
final class PlausibleTimes {
  private static final long MOST_AHEAD = TimeUnit.MINUTES.toMillis(10);

  private static final Set<String> TOPICS =
      TopicCatalogue.all().stream().map(Topic::name).collect(Collectors.toUnmodifiableSet());

  private PlausibleTimes() {}

  /** The same records, where none has to be changed. */
  static ConsumerRecords<byte[], byte[]> of(
      ConsumerRecords<byte[], byte[]> records, long nowMillis) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> all = null;
    for (TopicPartition partition : records.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> ofPartition = records.records(partition);
      if (TOPICS.contains(partition.topic())
          && ofPartition.stream().anyMatch(each -> !isPlausible(each, nowMillis))) {
        if (all == null) {
          all = new HashMap<>();
          for (TopicPartition each : records.partitions()) {
            all.put(each, records.records(each));
          }
        }
        List<ConsumerRecord<byte[], byte[]>> plausible = new ArrayList<>();
        ofPartition.forEach(
            each -> plausible.add(isPlausible(each, nowMillis) ? each : withTime(each, nowMillis)));
        all.put(partition, plausible);
      }
    }
    return all == null ? records : new ConsumerRecords<>(all, records.nextOffsets());
  }

  private static boolean isPlausible(ConsumerRecord<byte[], byte[]> record, long nowMillis) {
    return record.timestampType() == TimestampType.LOG_APPEND_TIME
        || (record.timestamp() >= 0 && record.timestamp() <= nowMillis + MOST_AHEAD);
  }

  private static ConsumerRecord<byte[], byte[]> withTime(
      ConsumerRecord<byte[], byte[]> record, long millis) {
    return new ConsumerRecord<>(
        record.topic(),
        record.partition(),
        record.offset(),
        millis,
        record.timestampType(),
        record.serializedKeySize(),
        record.serializedValueSize(),
        record.key(),
        record.value(),
        record.headers(),
        record.leaderEpoch(),
        record.deliveryCount());
  }
}
