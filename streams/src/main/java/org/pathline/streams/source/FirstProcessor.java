package org.pathline.streams.source;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;

/**
 * What a topology does first with the records of a topic of the contract, those that can be
 * decoded.
 *
 * @param <V> what a value holds; null for a tombstone, where the topic has them
 */
public interface FirstProcessor<V> {
  /** Begins with a task. */
  void init(ProcessorContext<byte[], byte[]> context);

  /**
   * Takes in a record.
   *
   * @param record as it was published, with headers from outside
   * @param value what its value holds
   */
  void process(Record<byte[], byte[]> record, V value);

  /** Ends with a task. */
  default void close() {}

  /** Where the record lies that is being processed. */
  static RecordMetadata atHand(ProcessorContext<?, ?> context) {
    return context
        .recordMetadata()
        .orElseThrow(() -> new IllegalStateException("no record at hand"));
  }
}
