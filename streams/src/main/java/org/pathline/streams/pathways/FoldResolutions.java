package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.streams.commit.CommitBuffer;

/** Adds the id under which a student goes on to what is pending for an id. */
final class FoldResolutions implements Processor<byte[], byte[], Void, Void> {
  private PendingStudents pending;

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    CommitBuffer<PendingStudents> buffer = context.getStateStore(PathwaysTopology.PENDING);
    pending = buffer.content();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pending.of(new String(record.key(), UTF_8), record.timestamp()).resolvedTo =
        new String(record.value(), UTF_8);
  }
}
