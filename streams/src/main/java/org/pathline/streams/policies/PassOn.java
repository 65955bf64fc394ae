package org.pathline.streams.policies;

import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.pathline.streams.ingest.IngestTime;
import org.pathline.streams.source.FirstProcessor;

/** Passes on what cells or rosters hold; null for one that is withdrawn. */
final class PassOn implements FirstProcessor<byte[]> {
  private final String node;
  private ProcessorContext<byte[], byte[]> context;

  /** Processor that passes on to a node. */
  PassOn(String node) {
    this.node = node;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
  }

  @Override
  public void process(Record<byte[], byte[]> record, byte @Nullable [] value) {
    context.forward(IngestTime.only(record).withValue(value), node);
  }
}
