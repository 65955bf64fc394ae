package org.pathline.streams.source;

import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.registry.UndecodableException;

/**
 * Decodes each record, and hands it on or tells that it is a dead letter.
 *
 * <p>Kafka Streams could decode it, but does so as soon as a record is the next of its partition:
 * its dead letter could then be in an earlier commit than its offset, and would come again after a
 * process was killed in between. What is neither decoded nor undecodable, as the registry is away,
 * fails the task: read again, it waits.
 */
final class DecodeFirst<V> implements Processor<byte[], byte[], byte[], byte[]> {
  private final FirstProcessor<V> first;
  private final Deserializer<byte[]> keys;
  private final Deserializer<V> values;
  private final CommitPace.Activity activity;
  private final DeadLetters deadLetters;
  private final @Nullable String deadLetterNode;
  private final DecodingFaults faults = new DecodingFaults();
  private ProcessorContext<byte[], byte[]> context;
  private CommitPace pace;

  /**
   * Decoding in front of a processor.
   *
   * @param keys refuses keys that are as bad as a broken value
   * @param deadLetterNode takes the dead letters; null where another topology tells them
   */
  DecodeFirst(
      FirstProcessor<V> first,
      Deserializer<byte[]> keys,
      Deserializer<V> values,
      CommitPace.Activity activity,
      DeadLetters deadLetters,
      @Nullable String deadLetterNode) {
    this.first = first;
    this.keys = keys;
    this.values = values;
    this.activity = activity;
    this.deadLetters = deadLetters;
    this.deadLetterNode = deadLetterNode;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    pace = new CommitPace(context, activity);
    first.init(context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    RecordMetadata at = FirstProcessor.atHand(context);
    V value;
    try {
      keys.deserialize(at.topic(), record.headers(), record.key());
      value = values.deserialize(at.topic(), record.headers(), record.value());
    } catch (UndecodableException why) {
      if (deadLetterNode != null) {
        faults.met(at, why);
        context.forward(deadLetters.of(record, at, context.applicationId(), why), deadLetterNode);
      }
      return;
    }
    first.process(record, value);
  }

  @Override
  public void close() {
    first.close();
  }
}
