package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.serialization.StringSerializer;
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
import org.pathline.domain.key.KeyText;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.outcome.CellSums;
import org.pathline.domain.pathway.Outcome;
import org.pathline.domain.policy.CellRegimes;
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

  /**
   * Takes in a cell or its tombstone; the outcomes in which what stands changed.
   *
   * @param changes where that is noted, if anything did
   */
  Set<Outcome> receive(Record<byte[], byte[]> record, Changes changes) {
    Bytes key = Bytes.wrap(record.key());
    byte[] bytesBefore = store.get(key);
    Cell before = bytesBefore == null ? null : read(record.key(), bytesBefore).cell();
    Cell after = null;
    if (record.value() == null) {
      store.delete(key);
      book.takeBack(record.key(), record);
    } else {
      store.put(key, record.value());
      Read read = read(record.key(), record.value());
      after = read.cell();
      if (read.why() == null) {
        book.takeBack(record.key(), record);
      } else {
        book.setAside(record.key(), read.why(), record);
      }
    }
    Cell either = after == null ? before : after;
    if (either == null || Arrays.equals(bytesBefore, record.value())) {
      return Set.of();
    }
    if (either.key().isAnchored()) {
      changes.cell(either.key(), ChangedOutcomes.counted(sums(before), sums(after)));
    }
    return ChangedOutcomes.between(sums(before), sums(after));
  }

  private static CellSums sums(@Nullable Cell cell) {
    return cell == null ? new CellSums() : cell.sums();
  }

  /** A cell as it is read, or why it is set aside. */
  private record Read(@Nullable Cell cell, @Nullable Violation why) {
    static Read not(Reason reason, String field, String text) {
      return new Read(null, new Violation(reason, field, text));
    }
  }

  private Read read(byte[] key, byte[] value) {
    if (key.length > LONGEST_KEY) {
      return Read.not(Reason.TOO_LONG, "key", "district and school have too long ids");
    }
    CellKey parsed = parse(key);
    if (parsed == null) {
      return Read.not(Reason.KEY_MISMATCH, "key", "it is not the key of an outcome cell");
    }
    // Years are gone through one by one, from the first that any cell has to the last.
    Integer year = parsed.anchorYear();
    if (year != null && !Bounds.isPlausibleYear(year)) {
      return Read.not(
          Reason.INVALID_SCHOOL_YEAR, "key", year + " is not the year in which a school year ends");
    }
    CellSums sums = codec.decodeSums(value);
    return sums.isOfStudents()
        ? new Read(new Cell(parsed, sums), null)
        : Read.not(Reason.IMPLAUSIBLE_NUMBER, "members", "no students can add up to these numbers");
  }

  private static @Nullable CellKey parse(byte[] key) {
    try {
      return CellKey.parse(new String(key, UTF_8));
    } catch (RuntimeException noKey) {
      return null;
    }
  }

  /**
   * Brings what is laid out of districts up to date.
   *
   * @param changed districts whose cells are to be read; null for all, and what an earlier release
   *     could not read may be among them now
   * @param when a record of now
   */
  void layOut(
      StandingSchools schools,
      @Nullable Set<String> changed,
      CellRegimes regimes,
      Record<byte[], byte[]> when) {
    if (changed == null) {
      schools.clear();
      try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
        layOut(all, schools, regimes, key -> book.takeBack(key, when));
      }
      return;
    }
    for (String district : changed) {
      schools.put(district, List.of(), regimes);
      String prefix = prefix(district);
      try (KeyValueIterator<Bytes, byte[]> all = store.prefixScan(prefix, new StringSerializer())) {
        layOut(all, schools, regimes, key -> {});
      }
    }
  }

  private static String prefix(String district) {
    return KeyText.join(district) + "|";
  }

  /**
   * Lays out cells, one district after the other, as their keys are in order. Students without an
   * anchor are in no school; keys of earlier releases are in no order, and their cells withdrawn.
   */
  private void layOut(
      KeyValueIterator<Bytes, byte[]> all,
      StandingSchools schools,
      CellRegimes regimes,
      Consumer<byte[]> read) {
    String district = "";
    String prefix = "";
    CellKey before = null;
    List<Cell> together = new ArrayList<>();
    while (all.hasNext()) {
      KeyValue<Bytes, byte[]> each = all.next();
      Cell cell = read(each.key.get(), each.value).cell();
      if (cell == null) {
        continue;
      }
      read.accept(each.key.get());
      String next = cell.key().districtId();
      if (next == null) {
        continue;
      }
      if (!next.equals(district)) {
        put(district, together, schools, regimes);
        district = next;
        prefix = prefix(next);
        together = new ArrayList<>();
      }
      if (new String(each.key.get(), UTF_8).startsWith(prefix)) {
        before = sharing(cell.key(), before);
        together.add(new Cell(before, cell.sums()));
      }
    }
    put(district, together, schools, regimes);
  }

  private static void put(
      String district, List<Cell> cells, StandingSchools schools, CellRegimes regimes) {
    if (!cells.isEmpty()) {
      schools.put(district, cells, regimes);
    }
  }

  /** The same key with the objects of the one before where they are equal, as most are. */
  private static CellKey sharing(CellKey key, @Nullable CellKey before) {
    return before == null
        ? key
        : new CellKey(
            key.settings().equals(before.settings()) ? before.settings() : key.settings(),
            either(key.districtId(), before.districtId()),
            either(key.schoolId(), before.schoolId()),
            either(key.anchorYear(), before.anchorYear()),
            key.subject(),
            key.raceEthnicity(),
            key.economicallyDisadvantaged(),
            key.priorAchievement());
  }

  private static <T> @Nullable T either(@Nullable T own, @Nullable T before) {
    return Objects.equals(own, before) ? before : own;
  }
}
