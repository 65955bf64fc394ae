package org.pathline.streams.rosters;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.streams.codec.KeyVersionsCodec;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;

/** Keeps the policies, and notes the rosters that a change of one may label anew. */
final class FollowPolicies implements Processor<byte[], byte[], Void, Void> {
  private final KeyVersionsCodec<ClassroomPolicy> codec =
      new KeyVersionsCodec<>(FactType.POLICIES, ClassroomPolicy.class);
  private final CommitPace.Activity activity;
  private KeyValueStore<Bytes, byte[]> store;
  private PendingRows pending;
  private CommitPace pace;

  FollowPolicies(CommitPace.Activity activity) {
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(RostersTopology.POLICIES);
    CommitBuffer<PendingRows> buffer = context.getStateStore(RostersTopology.PENDING_ROWS);
    pending = buffer.content();
    pace = new CommitPace(context, activity);
    // Anew at each start: a task that failed is initialised again with the store as committed.
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        codec.decode(all.next().value).forEach(pending.policies()::receive);
      }
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    pending.received(record.timestamp());
    ClassroomPolicy policy = codec.fact(record.value());
    StandingPolicies policies = pending.policies();
    StandingPolicies.Change change = policies.receive(policy);
    String policyId = policy.envelope().studentId();
    // Written in any case: a version that changes nothing yet may be what a later one replaces.
    store.put(Bytes.wrap(policyId.getBytes(UTF_8)), codec.encode(policies.versions(policyId)));
    if (change != null) {
      pending.touch(change.before());
      pending.touch(change.after());
    }
  }
}
