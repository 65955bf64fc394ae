package org.pathline.streams.outcomes;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.streams.check.Faults;
import org.pathline.streams.check.SetAsideBook;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.codec.ContributionCodec;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.commit.OnceAfterStart;
import org.pathline.streams.ingest.OldestIngest;
import org.pathline.streams.sums.PendingSums;

/** Adds changes to the sums of their cells and publishes each changed cell once per commit. */
final class SumCells implements Processor<byte[], byte[], byte[], byte[]> {
  private static final String CELLS_SINK = "publish-cells";

  /** A cell is of about one kilobyte, whatever its students. */
  private static final int MOST_ROW_BYTES = 64 * 1024;

  /** What a pending cell takes in memory, about. */
  private static final long CELL_BYTES = 1_024;

  /** Cells as they are published; whatever it throws sets the cell aside. */
  @FunctionalInterface
  interface Rows {
    byte[] of(CellKey key, CellSums sums);
  }

  private final ContributionCodec codec = new ContributionCodec();
  private final Faults faults = new Faults();
  private final Rows rows;
  private final SetAsides setAsides;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private SetAsideBook book;
  private PendingSums<CellSums> pending;
  private CommitPace pace;
  private final OldestIngest oldestIngest = new OldestIngest();
  private long latestIngest;

  SumCells(Rows rows, SetAsides setAsides, CommitPace.Activity activity) {
    this.rows = rows;
    this.setAsides = setAsides;
    this.activity = activity;
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
    book =
        new SetAsideBook(
            setAsides,
            SetAsides.Kind.CELL,
            OutcomesTopology.OF_CELLS,
            context.getStateStore(OutcomesTopology.SET_ASIDE_CELLS),
            context);
    if (!book.isEmpty()) {
      OnceAfterStart.run(context, this::takeUpAgain);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    latestIngest = Math.max(latestIngest, record.timestamp());
    if (Canary.is(record.key())) {
      context.forward(record, CELLS_SINK);
      return;
    }
    oldestIngest.received(record.headers());
    int known = pending.byKey().size();
    pending
        .byKey()
        .computeIfAbsent(
            new String(record.key(), UTF_8),
            absent -> codec.decodeSums(store.get(Bytes.wrap(record.key()))))
        .add(codec.decodeSums(record.value()));
    pending.grew(CELL_BYTES * (pending.byKey().size() - known));
    if (pending.isFull(OutcomesTopology.MOST_PENDING)) {
      publishPending();
    }
  }

  private void publishPending() {
    pending.drain((cell, sums) -> publish(cell, sums, faults));
    oldestIngest.clear();
  }

  /** Publishes a cell, or sets it aside. */
  private void publish(String cell, CellSums sums, Faults counting) {
    byte[] key = cell.getBytes(UTF_8);
    Record<byte[], byte[]> record = new Record<>(key, null, latestIngest, oldestIngest.headers());
    if (sums.isZero()) {
      store.delete(Bytes.wrap(key));
      context.forward(record, CELLS_SINK);
      book.takeBack(key, record);
      return;
    }
    byte[] row = null;
    Violation why = null;
    try {
      row = rows.of(CellKey.parse(cell), sums);
      counting.succeeded();
    } catch (RuntimeException fault) {
      why = counting.violation("cell", fault);
    }
    if (row != null && row.length > MOST_ROW_BYTES) {
      why = new Violation(Reason.TOO_LONG, "cell", "it is longer than any needs to be");
    }
    if (why == null) {
      context.forward(record.withValue(row), CELLS_SINK);
      book.takeBack(key, record);
    } else {
      boolean isPublished = store.get(Bytes.wrap(key)) != null && !book.has(key);
      if (isPublished) {
        context.forward(record, CELLS_SINK);
      }
      book.setAside(key, why, record);
    }
    store.put(Bytes.wrap(key), codec.encode(sums));
  }

  /** Takes up again what a release before could not derive; what still fails stays as it is. */
  private void takeUpAgain(long now) {
    latestIngest = Math.max(latestIngest, now);
    book.forEachFault(
        id -> {
          String cell = new String(id, UTF_8);
          if (!pending.byKey().containsKey(cell)) {
            publish(cell, codec.decodeSums(store.get(Bytes.wrap(id))), new Faults());
          }
        });
  }
}
