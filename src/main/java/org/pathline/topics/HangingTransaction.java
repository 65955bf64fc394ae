package org.pathline.topics;

import java.time.Instant;
import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that a partition holds open and of which no coordinator knows any more, so nobody
 * ends it: readers of committed records stop before its first record for ever.
 *
 * @param topic topic of the partition
 * @param partition its number
 * @param producerId whose transaction it is
 * @param epoch of the producer
 * @param startOffset offset of its first record, where readers stop
 * @param lastTimestamp time of the latest record of the producer, in milliseconds since 1970 UTC
 * @param coordinatorEpoch epoch of the coordinator that last ended one of the producer, or 0
 */
public record HangingTransaction(
    String topic,
    int partition,
    long producerId,
    int epoch,
    long startOffset,
    long lastTimestamp,
    int coordinatorEpoch) {

  /** What ends all of them. */
  public static final String REMEDY = "pathline transactions --abort";

  TopicPartition place() {
    return new TopicPartition(topic, partition);
  }

  /** In one line what holds up whom since when, and what to do. */
  public String line() {
    return what() + ": readers of committed records stop there; end it with `" + REMEDY + "`";
  }

  /** In a few words which one it is. */
  public String what() {
    return "a transaction that nobody ends is open in "
        + topic
        + "-"
        + partition
        + " from offset "
        + startOffset
        + " on (producer id "
        + producerId
        + ", epoch "
        + epoch
        + ", last record of "
        + Instant.ofEpochMilli(lastTimestamp)
        + ")";
  }
}
