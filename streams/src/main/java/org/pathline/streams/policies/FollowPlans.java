package org.pathline.streams.policies;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.effect.answer.StandingPlan;
import org.pathline.streams.codec.PlanCodec;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;

/** Keeps each plan with the first time at which it was stored, and notes whose answers are due. */
final class FollowPlans implements Processor<byte[], byte[], byte[], byte[]> {
  private final CommitPace.Activity activity;
  private KeyValueStore<Bytes, byte[]> store;
  private PendingStudies pending;
  private CommitPace pace;

  FollowPlans(CommitPace.Activity activity) {
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    store = context.getStateStore(PoliciesTopology.PLANS);
    CommitBuffer<PendingStudies> buffer = context.getStateStore(PoliciesTopology.PENDING_STUDIES);
    pending = buffer.content();
    pace = new CommitPace(context, activity);
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> each = all.next();
        pending.plans().stand(PlanCodec.decode(each.value));
      }
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    pending.received(record.timestamp());
    StandingPlan plan = PlanCodec.decode(record.value());
    if (pending.plans().stand(plan)) {
      store.put(Bytes.wrap(record.key()), record.value());
      pending.due().addAll(plan.plan().outcomes());
    }
  }
}
