package org.pathline.streams.follow;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.ClassroomPolicy;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.policy.StandingPolicies;
import org.pathline.streams.check.SetAsideBook;
import org.pathline.streams.check.SetAsideSinks;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.commit.OnceAfterStart;

/**
 * Keeps the policies in a store, and tells what they label of each change of one.
 *
 * <p>A policy id under which too many stand, such as a placeholder, labels nothing.
 *
 * @param <F> what the policies label
 */
public final class FollowPolicies<F extends FollowPolicies.Follower>
    implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Violation CROWDED =
      new Violation(
          Reason.TOO_MANY_FACTS,
          "policyId",
          "more than " + StandingPolicies.MOST_OF_ONE_ID + " policies stand under one policy id");

  /** What a task's processors share, and policies label. */
  public interface Follower {
    /** Policies of the task. */
    StandingPolicies policies();

    /** Notes a record by its ingest time. */
    void received(long ingestTime);

    /** Notes that another policy stands under an id. */
    void changed(StandingPolicies.Change change);
  }

  /**
   * Where a policy id is told of under which too many policies stand.
   *
   * @param storeName store of those ids
   */
  public record Telling(String storeName, SetAsides setAsides, SetAsideSinks sinks) {}

  private final String storeName;
  private final String bufferName;
  private final @Nullable Telling telling;
  private final CommitPace.Activity activity;
  private VersionsOfKeys<ClassroomPolicy> versions;
  private @Nullable SetAsideBook book;
  private F follower;
  private CommitPace pace;

  /**
   * Processor over a store of policies and a buffer of what follows them.
   *
   * @param telling null where another topology tells, which reads the same policies
   */
  public FollowPolicies(
      String storeName,
      String bufferName,
      @Nullable Telling telling,
      CommitPace.Activity activity) {
    this.storeName = storeName;
    this.bufferName = bufferName;
    this.telling = telling;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    KeyValueStore<Bytes, byte[]> store = context.getStateStore(storeName);
    versions =
        new VersionsOfKeys<>(
            store, FactType.POLICIES, ClassroomPolicy.class, StandingPolicies.MOST_OF_ONE_ID);
    CommitBuffer<F> buffer = context.getStateStore(bufferName);
    follower = buffer.content();
    pace = new CommitPace(context, activity);
    // Each task has every policy, and one of them tells.
    SetAsideBook ofTask =
        telling == null || context.taskId().partition() > 0 ? null : book(context, telling);
    book = ofTask;
    List<byte[]> untold = new ArrayList<>();
    // Anew at each start: a task that failed is initialised again with the store as committed.
    versions.forEach(
        (id, standing) -> {
          follower.policies().stand(new String(id, UTF_8), standing.fact());
          if (standing.isCrowded() && ofTask != null && !ofTask.has(id)) {
            untold.add(id);
          }
        });
    if (ofTask != null && !untold.isEmpty()) {
      OnceAfterStart.run(
          context,
          now -> untold.forEach(id -> ofTask.setAside(id, CROWDED, new Record<>(id, null, now))));
    }
  }

  private static SetAsideBook book(ProcessorContext<byte[], byte[]> context, Telling telling) {
    return new SetAsideBook(
        telling.setAsides(),
        SetAsides.Kind.POLICY,
        telling.sinks(),
        context.getStateStore(telling.storeName()),
        context);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    follower.received(record.timestamp());
    ClassroomPolicy policy = versions.fact(record.value());
    String policyId = policy.envelope().studentId();
    byte[] id = policyId.getBytes(UTF_8);
    VersionsOfKeys.Standing<ClassroomPolicy> standing = versions.receive(id, policy);
    StandingPolicies.Change change = follower.policies().stand(policyId, standing.fact());
    if (change != null) {
      follower.changed(change);
    }
    if (book != null) {
      if (standing.isCrowded()) {
        book.setAside(id, CROWDED, record);
      } else {
        book.takeBack(id, record);
      }
    }
  }
}
