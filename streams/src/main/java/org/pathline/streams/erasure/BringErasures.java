package org.pathline.streams.erasure;

import java.util.List;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.streams.commit.CommitPace;

/** Sends each erasure on to where students and links are kept, as its key and one byte. */
public final class BringErasures implements Processor<byte[], byte[], byte[], byte[]> {
  static final byte[] ERASED = {1};
  static final byte[] LIFTED = {0};

  private final List<String> nodes;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private CommitPace pace;

  /**
   * Processor of the topic of erasures.
   *
   * @param nodes that take each erasure
   */
  public BringErasures(List<String> nodes, CommitPace.Activity activity) {
    this.nodes = nodes;
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
    if (record.key() == null) {
      return;
    }
    byte[] what = record.value() == null ? LIFTED : ERASED;
    for (String node : nodes) {
      context.forward(new Record<>(record.key(), what, record.timestamp()), node);
    }
  }
}
