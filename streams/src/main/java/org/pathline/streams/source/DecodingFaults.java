package org.pathline.streams.source;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.pathline.streams.registry.UndecodableException;
import org.pathline.streams.registry.UndecodableException.Reason;

/**
 * Faults of the program while it decodes: a rare one costs a dead letter, one in each record stops
 * the topology, for then the release is broken and not the records.
 *
 * <p>Records are in a row when nothing of their partition lies between them. Not thread-safe.
 */
final class DecodingFaults {
  /** So many in a row, at the same place, are no rare case. */
  static final int MOST_IN_A_ROW = 100;

  /** The markers of a transaction take an offset of their own. */
  private static final long NEXT = 2;

  private record Row(String place, long lastOffset, int length) {}

  private final Map<TopicPartition, Row> rows = new HashMap<>();

  /**
   * Notes a record that is to become a dead letter.
   *
   * @throws StreamsException when it is one of too many in a row on which the program failed
   */
  void met(RecordMetadata record, UndecodableException undecodable) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    if (undecodable.reason() != Reason.INTERNAL_ERROR) {
      rows.remove(partition);
      return;
    }
    String place = String.valueOf(undecodable.getMessage());
    Row row = rows.get(partition);
    int length =
        row != null
                && row.place().equals(place)
                && record.offset() > row.lastOffset()
                && record.offset() - row.lastOffset() <= NEXT
            ? row.length() + 1
            : 1;
    rows.put(partition, new Row(place, record.offset(), length));
    if (length > MOST_IN_A_ROW) {
      // Without a cause, so that this is what is told of the process that ends.
      throw new StreamsException(
          length
              + " records in a row could not be decoded ("
              + partition
              + " up to offset "
              + record.offset()
              + "), each time with "
              + place
              + ": this release is broken, so the topology stops rather than set all of them"
              + " aside");
    }
  }
}
