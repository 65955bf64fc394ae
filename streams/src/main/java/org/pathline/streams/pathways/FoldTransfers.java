package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.pathways.PendingStudents.Pending;

/** Adds what came from another partition to what is pending for a student. */
final class FoldTransfers implements Processor<byte[], byte[], Void, Void> {
  private final StudentFold fold;
  private final CommitPace.Activity activity;
  private PendingStudents pending;
  private CommitPace pace;

  FoldTransfers(StudentFold fold, CommitPace.Activity activity) {
    this.fold = fold;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    CommitBuffer<PendingStudents> buffer = context.getStateStore(PathwaysTopology.PENDING);
    pending = buffer.content();
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    Pending student = pending.of(new String(record.key(), UTF_8), record);
    Transfer transfer = Transfer.ofBytes(record.value());
    if (transfer instanceof Transfer.Misplaced misplaced) {
      byte[] body = misplaced.body();
      student.facts.add(fold.factCodec().decode(misplaced.type(), body, 0, body.length));
    } else if (transfer instanceof Transfer.HandedOver handedOver) {
      student.handOver(
          handedOver.fromId(),
          fold.stateCodec().decodeVersions(handedOver.fromId(), handedOver.versions(), 0));
    }
  }
}
