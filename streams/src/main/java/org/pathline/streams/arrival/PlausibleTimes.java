package org.pathline.streams.arrival;

import java.util.List;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.record.TimestampType;

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

  private PlausibleTimes() {}

  /** Records of a topic, of which those of the contract's topics have plausible times. */
  static List<ConsumerRecord<byte[], byte[]>> of(
      String topic, List<ConsumerRecord<byte[], byte[]>> records, long nowMillis) {
    return !WaitingPartitions.TOPICS.contains(topic)
            || records.stream().allMatch(each -> isPlausible(each, nowMillis))
        ? records
        : records.stream().map(each -> of(each, nowMillis)).toList();
  }

  /** The same record, where its time can be. */
  static ConsumerRecord<byte[], byte[]> of(ConsumerRecord<byte[], byte[]> record, long nowMillis) {
    return isPlausible(record, nowMillis) ? record : withTime(record, nowMillis);
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
