package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;

/**
 * Keeps measured sorting. Where that of an anchor grade changes, so may how alike schools are and
 * the dose of each, whatever the outcome.
 */
final class FollowSorting implements Processor<byte[], byte[], byte[], byte[]> {
  private final CommitPace.Activity activity;
  private StandingSorting sorting;
  private PendingStudies pending;
  private CommitPace pace;

  FollowSorting(CommitPace.Activity activity) {
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    sorting = new StandingSorting(context.getStateStore(PoliciesTopology.SORTING));
    CommitBuffer<PendingStudies> buffer = context.getStateStore(PoliciesTopology.PENDING_STUDIES);
    pending = buffer.content();
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    if (Canary.is(record.key())) {
      return;
    }
    pending.received(record.timestamp());
    RosterKey roster = RosterKey.parse(new String(record.key(), UTF_8));
    if (sorting.receive(roster, record.value()) && pending.isAnchorGrade(roster.gradeLevel())) {
      pending.due().addAll(Outcome.all());
      pending.changes().sorting();
    }
  }
}
