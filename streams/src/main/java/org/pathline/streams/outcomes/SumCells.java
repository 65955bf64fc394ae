package org.pathline.streams.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.OldestIngest;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.sums.PendingSums;

/** Adds changes to the sums of their cells and publishes each changed cell once per commit. */
final class SumCells implements Processor<byte[], byte[], byte[], byte[]> {
  private final ContributionCodec codec = new ContributionCodec();
  private final int schemaId;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private PendingSums<CellSums> pending;
  private CommitPace pace;
  private final OldestIngest oldestIngest = new OldestIngest();
  private long latestIngest;

  SumCells(int schemaId, CommitPace.Activity activity) {
    this.activity = activity;
    this.schemaId = schemaId;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    store = context.getStateStore(OutcomesTopology.CELL_SUMS);
    CommitBuffer<PendingSums<CellSums>> buffer =
        context.getStateStore(OutcomesTopology.PENDING_CELLS);
    pending = buffer.content();
    buffer.beforeCommit(context, this::publishPending);
    pace = new CommitPace(context, activity);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    latestIngest = Math.max(latestIngest, record.timestamp());
    if (Canary.is(record.key())) {
      context.forward(record);
      return;
    }
    oldestIngest.received(record.headers());
    pending
        .byKey()
        .computeIfAbsent(
            new String(record.key(), UTF_8),
            absent -> codec.decodeSums(store.get(Bytes.wrap(record.key()))))
        .add(codec.decodeSums(record.value()));
    if (pending.byKey().size() >= OutcomesTopology.MOST_PENDING) {
      publishPending();
    }
  }

  private void publishPending() {
    pending.drain(
        (cell, sums) -> {
          byte[] key = cell.getBytes(UTF_8);
          if (sums.isZero()) {
            store.delete(Bytes.wrap(key));
            context.forward(new Record<>(key, null, latestIngest, oldestIngest.headers()));
          } else {
            store.put(Bytes.wrap(key), codec.encode(sums));
            byte[] value = WireFormat.value(schemaId, PublishedCell.of(CellKey.parse(cell), sums));
            context.forward(new Record<>(key, value, latestIngest, oldestIngest.headers()));
          }
        });
    oldestIngest.clear();
  }
}
