package org.pathline.streams.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.outcome.Contribution;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.OldestIngest;

/**
 * Turns a pathway into "minus what it gave before, plus what it gives now", summed per cell until
 * the commit.
 */
final class Contribute implements Processor<byte[], Contribution, byte[], byte[]> {
  private static final int MOST_PENDING = 20_000;

  private final ContributionCodec codec = new ContributionCodec();
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private PendingSums pending;
  private CommitPace pace;
  private final OldestIngest oldestIngest = new OldestIngest();
  private long latestIngest;

  Contribute(CommitPace.Activity activity) {
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    store = context.getStateStore(OutcomesTopology.CONTRIBUTIONS);
    CommitBuffer<PendingSums> buffer = context.getStateStore(OutcomesTopology.PENDING_CHANGES);
    pending = buffer.content();
    buffer.beforeCommit(context, this::forwardPending);
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], Contribution> record) {
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
    byte[] after = record.value() == null ? null : codec.encode(record.value());
    if (Arrays.equals(before, after)) {
      return;
    }
    if (before != null) {
      change(codec.decode(before), -1);
    }
    if (after == null) {
      store.delete(key);
    } else {
      store.put(key, after);
      change(record.value(), 1);
    }
    if (pending.cells().size() >= MOST_PENDING) {
      forwardPending();
    }
  }

  private void change(Contribution contribution, int sign) {
    pending
        .cells()
        .computeIfAbsent(contribution.cell().text(), absent -> new CellSums())
        .add(contribution, sign);
  }

  private void forwardPending() {
    pending.drain(
        (cell, sums) -> {
          if (!sums.isZero()) {
            context.forward(
                new Record<>(
                    cell.getBytes(UTF_8),
                    codec.encode(sums),
                    latestIngest,
                    oldestIngest.headers()));
          }
        });
    oldestIngest.clear();
  }
}
