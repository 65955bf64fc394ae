package org.pathline.streams.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.streams.check.Faults;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.codec.CellChanges;
import org.pathline.streams.codec.CellChangesCodec;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.ReadPositions;
import org.pathline.streams.sums.PendingSums;
import org.pathline.streams.sums.SumByKey;

/**
 * Adds changes to the sums of their cells and publishes each changed cell once per commit: district
 * by district, and the last cell of each says for which pathways all cells of the district stand.
 */
final class SumCells extends SumByKey<CellSums> {
  /** What a pending cell takes in memory, about. */
  private static final long CELL_BYTES = 1_024;

  /** Cells as they are published; whatever it throws sets the cell aside. */
  @FunctionalInterface
  interface Rows {
    byte[] of(CellKey key, CellSums sums);
  }

  private final ContributionCodec codec = new ContributionCodec();
  private final CellChangesCodec changesCodec = new CellChangesCodec();
  private final Rows rows;
  private final UnaryOperator<String> together;
  private KeyValueStore<Bytes, byte[]> store;
  private KeyValueStore<Bytes, byte[]> positions;
  private PendingSums<CellSums> pending;

  /** Held back until it is known what the last one of the district is. */
  private @Nullable Record<byte[], byte[]> lastRow;

  private @Nullable Record<byte[], byte[]> lastTombstone;

  /**
   * Sums of the cells of a task.
   *
   * @param together what the keys of cells that are to be seen together have in common
   */
  SumCells(
      Rows rows,
      UnaryOperator<String> together,
      SetAsides setAsides,
      CommitPace.Activity activity) {
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
    this.together = together;
  }

  @Override
  protected PendingSums<CellSums> open(ProcessorContext<byte[], byte[]> context) {
    store = context.getStateStore(OutcomesTopology.CELL_SUMS);
    CommitBuffer<PendingSums<CellSums>> buffer =
        context.getStateStore(OutcomesTopology.PENDING_CELLS);
    buffer.beforeCommit(context, this::publishPending);
    pending = buffer.content();
    positions = context.getStateStore(OutcomesTopology.READ_POSITIONS);
    lastRow = null;
    lastTombstone = null;
    return pending;
  }

  @Override
  protected CellSums nothing() {
    return new CellSums();
  }

  @Override
  protected void add(Record<byte[], byte[]> record, PendingSums<CellSums> changed) {
    CellChanges changes = changesCodec.decode(record.value());
    int before = changed.byKey().size();
    changes.sums().forEach((key, change) -> pendingOf(key).add(change));
    changed.grew(CELL_BYTES * (changed.byKey().size() - before));
    Bytes district = Bytes.wrap(record.key());
    ReadPositions stood = ReadPositions.ofBytes(positions.get(district));
    ReadPositions stand = stood.with(changes.read());
    if (stand != stood) {
      positions.put(district, stand.toBytes());
    }
  }

  @Override
  protected void publishPending() {
    pending.drainTogether(
        together,
        (district, cells) -> {
          cells.forEach((key, change) -> change(key, change, faults()));
          emitLast(district);
        });
  }

  @Override
  protected void emit(Record<byte[], byte[]> row) {
    if (row.value() == null) {
      emitHeld(lastTombstone);
      lastTombstone = row;
    } else {
      emitHeld(lastRow);
      lastRow = row;
    }
  }

  private void emitHeld(@Nullable Record<byte[], byte[]> held) {
    if (held != null) {
      super.emit(held);
    }
  }

  /**
   * Publishes what was held back, and with the last row what the cells of the district stand for.
   *
   * <p>A tombstone is the last only where no cell is left: Kafka forgets tombstones after a while.
   */
  private void emitLast(String district) {
    Record<byte[], byte[]> last = lastRow;
    if (lastTombstone != null) {
      if (last == null) {
        last = anyCellBeside(new String(lastTombstone.key(), UTF_8));
      }
      if (last == null) {
        last = lastTombstone;
      } else {
        super.emit(lastTombstone);
      }
    }
    lastRow = null;
    lastTombstone = null;
    if (last != null) {
      ReadPositions stand =
          ReadPositions.ofBytes(positions.get(Bytes.wrap(district.getBytes(UTF_8))));
      last.headers().add(stand.header());
      super.emit(last);
    }
  }

  /** A published cell beside another one, as it stands; null where there is none. */
  private @Nullable Record<byte[], byte[]> anyCellBeside(String key) {
    String district = together.apply(key);
    try (KeyValueIterator<Bytes, byte[]> cells =
        store.prefixScan(CellKey.districtOf(key), new StringSerializer())) {
      while (cells.hasNext()) {
        KeyValue<Bytes, byte[]> cell = cells.next();
        String other = new String(cell.key.get(), UTF_8);
        if (together.apply(other).equals(district) && !isSetAside(other)) {
          try {
            return at(other).withValue(rows.of(CellKey.parse(other), codec.decodeSums(cell.value)));
          } catch (RuntimeException fault) {
            // It stands as it was published by a release that could; another one will do.
            continue;
          }
        }
      }
    }
    return null;
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
    emitLast(together.apply(key));
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
