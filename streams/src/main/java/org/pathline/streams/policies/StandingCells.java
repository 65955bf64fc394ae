package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.effect.cell.ChangedOutcomes;
import org.pathline.domain.fact.Bounds;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Outcome;
import org.pathline.streams.check.SetAsideBook;
import org.pathline.streams.codec.ContributionCodec;

/**
 * The cells that stand, in their store.
 *
 * <p>One whose key this release cannot read, or no release should, is kept, for a release that can,
 * but set aside.
 */
final class StandingCells {
  /** No key whose ids keep the rules is so long, whatever their characters. */
  private static final int LONGEST_KEY = 2_048;

  private final ContributionCodec codec = new ContributionCodec();
  private final KeyValueStore<Bytes, byte[]> store;
  private final SetAsideBook book;

  StandingCells(KeyValueStore<Bytes, byte[]> store, SetAsideBook book) {
    this.store = store;
    this.book = book;
  }

  /** Takes in a cell or its tombstone; the outcomes in which it changed. */
  Set<Outcome> receive(Record<byte[], byte[]> record) {
    Bytes key = Bytes.wrap(record.key());
    byte[] before = store.get(key);
    if (record.value() == null) {
      store.delete(key);
      book.takeBack(record.key(), record);
    } else {
      store.put(key, record.value());
      Violation why = violation(record.key(), record.value());
      if (why == null) {
        book.takeBack(record.key(), record);
      } else {
        book.setAside(record.key(), why, record);
        return Set.of();
      }
    }
    return ChangedOutcomes.between(codec.decodeSums(before), codec.decodeSums(record.value()));
  }

  private @Nullable Violation violation(byte[] key, byte[] sums) {
    if (key.length > LONGEST_KEY) {
      return new Violation(Reason.TOO_LONG, "key", "district and school have too long ids");
    }
    CellKey parsed = parse(key);
    if (parsed == null) {
      return new Violation(Reason.KEY_MISMATCH, "key", "it is not the key of an outcome cell");
    }
    // Years are gone through one by one, from the first that any cell has to the last.
    Integer year = parsed.anchorYear();
    if (year != null && !Bounds.isPlausibleYear(year)) {
      return new Violation(
          Reason.INVALID_SCHOOL_YEAR, "key", year + " is not the year in which a school year ends");
    }
    return codec.decodeSums(sums).isOfStudents()
        ? null
        : new Violation(
            Reason.IMPLAUSIBLE_NUMBER, "members", "no students can add up to these numbers");
  }

  private static @Nullable CellKey parse(byte[] key) {
    try {
      return CellKey.parse(new String(key, UTF_8));
    } catch (RuntimeException noKey) {
      return null;
    }
  }

  /**
   * All that are not set aside; what an earlier release could not read may be among them now.
   *
   * @param when a record of now
   */
  List<Cell> all(Record<byte[], byte[]> when) {
    List<Cell> standing = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        KeyValue<Bytes, byte[]> cell = all.next();
        byte[] key = cell.key.get();
        if (violation(key, cell.value) == null) {
          book.takeBack(key, when);
          standing.add(
              new Cell(CellKey.parse(new String(key, UTF_8)), codec.decodeSums(cell.value)));
        }
      }
    }
    return standing;
  }
}
