package org.pathline.streams.follow;

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

/**
 * Keeps the policies in a store, and tells what they label of each change of one.
 *
 * @param <F> what the policies label
 */
public final class FollowPolicies<F extends FollowPolicies.Follower>
    implements Processor<byte[], byte[], Void, Void> {
  /** What a task's processors share, and policies label. */
  public interface Follower {
    /** Policies of the task. */
    StandingPolicies policies();

    /** Notes a record by its ingest time. */
    void received(long ingestTime);

    /** Notes that another policy stands under an id. */
    void changed(StandingPolicies.Change change);
  }

  private final KeyVersionsCodec<ClassroomPolicy> codec =
      new KeyVersionsCodec<>(FactType.POLICIES, ClassroomPolicy.class);
  private final String storeName;
  private final String bufferName;
  private final CommitPace.Activity activity;
  private KeyValueStore<Bytes, byte[]> store;
  private F follower;
  private CommitPace pace;

  /** Processor over a store of policies and a buffer of what follows them. */
  public FollowPolicies(String storeName, String bufferName, CommitPace.Activity activity) {
    this.storeName = storeName;
    this.bufferName = bufferName;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<Void, Void> context) {
    store = context.getStateStore(storeName);
    CommitBuffer<F> buffer = context.getStateStore(bufferName);
    follower = buffer.content();
    pace = new CommitPace(context, activity);
    // Anew at each start: a task that failed is initialised again with the store as committed.
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        codec.decode(all.next().value).forEach(follower.policies()::receive);
      }
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    follower.received(record.timestamp());
    ClassroomPolicy policy = codec.fact(record.value());
    StandingPolicies policies = follower.policies();
    StandingPolicies.Change change = policies.receive(policy);
    String policyId = policy.envelope().studentId();
    // Written in any case: a version that changes nothing yet may be what a later one replaces.
    store.put(Bytes.wrap(policyId.getBytes(UTF_8)), codec.encode(policies.versions(policyId)));
    if (change != null) {
      follower.changed(change);
    }
  }
}
