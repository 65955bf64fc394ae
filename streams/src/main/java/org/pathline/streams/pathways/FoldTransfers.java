package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;

/** Adds what came from another partition to what is pending for a student. */
final class FoldTransfers implements Processor<byte[], byte[], Void, Void> {
  private final CommitPace.Activity activity;
  private final long mostPendingBytes;
  private ProcessorContext<Void, Void> context;
  private PendingStudents pending;
  private CommitPace pace;

  FoldTransfers(CommitPace.Activity activity, long mostPendingBytes) {
    this.activity = activity;
    this.mostPendingBytes = mostPendingBytes;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    this.context = context;
    CommitBuffer<PendingStudents> buffer = context.getStateStore(PathwaysTopology.PENDING);
    pending = buffer.content();
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    pending.addTransfer(
        pending.of(new String(record.key(), UTF_8), record), Transfer.ofBytes(record.value()));
    if (pending.bytes() >= mostPendingBytes) {
      // What is pending is folded before a commit.
      context.commit();
    }
  }
}
