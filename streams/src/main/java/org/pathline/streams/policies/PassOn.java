package org.pathline.streams.policies;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.IngestTime;

/**
 * Passes cells or rosters on, and asks for commits: until then nobody sees what was passed on, and
 * the longest wait is half a minute.
 */
final class PassOn implements Processor<byte[], byte[], byte[], byte[]> {
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private CommitPace pace;

  PassOn(CommitPace.Activity activity) {
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    context.forward(IngestTime.only(record));
  }
}
