package org.pathline.streams.sums;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Canary;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.OldestIngest;

/**
 * Turns what a student contributes into "minus what it was before, plus what it is now", summed per
 * key until the commit.
 *
 * @param <C> what one student contributes
 * @param <S> sums of contributions
 */
public final class Contribute<C, S> implements Processor<byte[], C, byte[], byte[]> {
  private final String storeName;
  private final String bufferName;
  private final Contributing<C, S> contributing;
  private final CommitPace.Activity activity;
  private final int mostPending;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private PendingSums<S> pending;
  private CommitPace pace;
  private final OldestIngest oldestIngest = new OldestIngest();
  private long latestIngest;

  /**
   * Processor over a store of the last contributions and a buffer of {@link PendingSums}.
   *
   * @param mostPending how many sums are gathered at most, so that memory is bounded
   */
  public Contribute(
      String storeName,
      String bufferName,
      Contributing<C, S> contributing,
      CommitPace.Activity activity,
      int mostPending) {
    this.storeName = storeName;
    this.bufferName = bufferName;
    this.contributing = contributing;
    this.activity = activity;
    this.mostPending = mostPending;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    store = context.getStateStore(storeName);
    CommitBuffer<PendingSums<S>> buffer = context.getStateStore(bufferName);
    pending = buffer.content();
    buffer.beforeCommit(context, this::forwardPending);
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], C> record) {
    pace.received(record.timestamp());
    latestIngest = Math.max(latestIngest, record.timestamp());
    if (Canary.is(record.key())) {
      // It has no contribution, and its tombstone passes on to show that this works.
      context.forward(record.withValue(null));
      return;
    }
    oldestIngest.received(record.headers());
    Bytes key = Bytes.wrap(record.key());
    byte[] before = store.get(key);
    byte[] after = record.value() == null ? null : contributing.stored(record.value());
    if (Arrays.equals(before, after)) {
      return;
    }
    if (before != null) {
      contributing.add(contributing.contribution(before), -1, pending.byKey());
    }
    if (after == null) {
      store.delete(key);
    } else {
      store.put(key, after);
      contributing.add(record.value(), 1, pending.byKey());
    }
    if (pending.byKey().size() >= mostPending) {
      forwardPending();
    }
  }

  private void forwardPending() {
    pending.drain(
        (key, sums) -> {
          if (!contributing.isZero(sums)) {
            context.forward(
                new Record<>(
                    key.getBytes(UTF_8),
                    contributing.bytes(sums),
                    latestIngest,
                    oldestIngest.headers()));
          }
        });
    oldestIngest.clear();
  }
}
