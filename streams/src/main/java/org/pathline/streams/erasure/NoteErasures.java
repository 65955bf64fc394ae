package org.pathline.streams.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.state.Reprocessing;

/** Notes who is erased, in a task that keeps students or links; {@link Sweep} does the rest. */
public final class NoteErasures implements Processor<byte[], byte[], Void, Void> {
  private final ErasedIds erased;
  private final String what;
  private final Reprocessing progress;
  private final CommitPace.Activity activity;
  private String task;
  private CommitPace pace;

  /**
   * Processor of what {@link BringErasures} sends.
   *
   * @param what the task keeps, as its {@link Sweep} names it
   */
  public NoteErasures(
      ErasedIds erased, String what, Reprocessing progress, CommitPace.Activity activity) {
    this.erased = erased;
    this.what = what;
    this.progress = progress;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    task = Sweep.name(context, what);
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    erased.put(new String(record.key(), UTF_8), record.value()[0] == BringErasures.ERASED[0]);
    // At once, so that nobody takes the task for caught up before it has swept.
    progress.sweeping(task);
  }
}
