package org.pathline.streams.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.streams.check.Faults;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.sums.PendingSums;
import org.pathline.streams.sums.SumByKey;

/** Adds changes to the sums of their cells and publishes each changed cell once per commit. */
final class SumCells extends SumByKey<CellSums> {
  /** What a pending cell takes in memory, about. */
  private static final long CELL_BYTES = 1_024;

  /** Cells as they are published; whatever it throws sets the cell aside. */
  @FunctionalInterface
  interface Rows {
    byte[] of(CellKey key, CellSums sums);
  }

  private final ContributionCodec codec = new ContributionCodec();
  private final Rows rows;
  private KeyValueStore<Bytes, byte[]> store;

  SumCells(Rows rows, SetAsides setAsides, CommitPace.Activity activity) {
    super(
        new Place(
            OutcomesTopology.CELLS_SINK,
            OutcomesTopology.MOST_PENDING,
            setAsides,
            SetAsides.Kind.CELL,
            OutcomesTopology.OF_CELLS,
            OutcomesTopology.SET_ASIDE_CELLS),
        activity);
    this.rows = rows;
  }

  @Override
  protected PendingSums<CellSums> open(ProcessorContext<byte[], byte[]> context) {
    store = context.getStateStore(OutcomesTopology.CELL_SUMS);
    CommitBuffer<PendingSums<CellSums>> buffer =
        context.getStateStore(OutcomesTopology.PENDING_CELLS);
    buffer.beforeCommit(context, this::publishPending);
    return buffer.content();
  }

  @Override
  protected CellSums nothing() {
    return new CellSums();
  }

  @Override
  protected long add(CellSums changes, byte[] change, boolean first) {
    changes.add(codec.decodeSums(change));
    return first ? CELL_BYTES : 0;
  }

  @Override
  protected void change(String key, CellSums change, Faults counting) {
    Bytes id = Bytes.wrap(key.getBytes(UTF_8));
    byte[] before = store.get(id);
    CellSums sums = codec.decodeSums(before);
    sums.add(change);
    if (sums.isZero()) {
      store.delete(id);
      withdraw(key, true);
    } else {
      publish(key, sums, before != null, counting);
      store.put(id, codec.encode(sums));
    }
  }

  @Override
  protected void publishAgain(String key, Faults counting) {
    byte[] standing = store.get(Bytes.wrap(key.getBytes(UTF_8)));
    publish(key, codec.decodeSums(standing), standing != null, counting);
  }

  private void publish(String key, CellSums sums, boolean stood, Faults counting) {
    publish(
        key,
        null,
        () -> rows.of(CellKey.parse(key), sums),
        row -> row != null || (stood && !isSetAside(key)),
        counting);
  }
}
