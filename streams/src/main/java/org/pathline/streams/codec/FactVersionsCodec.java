package org.pathline.streams.codec;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactOrder;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.FactVersions;

/**
 * The versions of one id's facts in a compact binary form.
 *
 * <p>Layout: a version byte; the {@link Dictionary}; per type that has facts its ordinal plus one,
 * the count, and the rows; 0. A row is a mask of the columns that differ from the row before it
 * (for the first, from zeros), and the differences as signed numbers of variable length.
 *
 * <p>A state is mostly written right after it was read, with a few facts more. Then rows of facts
 * that stand as they stood are copied as they are, and the dictionary only grows at its end. Where
 * one was replaced, everything is written anew, so that nothing out of use is kept. Not
 * thread-safe.
 */
final class FactVersionsCodec {
  private static final int VERSION = 1;
  private static final byte[] NOTHING = {};
  private static final FactType[] TYPES = FactType.values();

  private final Dictionary dictionary = new Dictionary();
  private final FactColumns columns = new FactColumns(dictionary);
  private final AvroOutput rows = new AvroOutput();
  private final Fact[][] read = new Fact[TYPES.length][];
  private final int[][] readAt = new int[TYPES.length][];
  private byte[] readFrom = NOTHING;
  private @Nullable FactVersions readVersions;
  private long[] row = new long[FactColumns.COLUMNS];
  private long[] before = new long[FactColumns.COLUMNS];
  private boolean beforeIsKnown;

  /** Writes versions that have nothing to do with what was read last. */
  void encode(FactVersions versions, AvroOutput out) {
    forget();
    write(versions, out);
  }

  /** Writes versions that came of those that were read last, or of others. */
  void encodeAfter(@Nullable FactVersions origin, FactVersions versions, AvroOutput out) {
    if (origin != readVersions || replacesAny(versions)) {
      forget();
    }
    write(versions, out);
  }

  private void forget() {
    dictionary.clear();
    readVersions = null;
    readFrom = NOTHING;
    Arrays.fill(read, null);
  }

  /** Whether a fact that was read no longer stands as it stood: its strings would stay in vain. */
  private boolean replacesAny(FactVersions versions) {
    for (FactType type : TYPES) {
      Fact @Nullable [] old = read[type.ordinal()];
      Fact[] facts = versions.ofType(type);
      if (old == null || old == facts) {
        continue;
      }
      int kept = 0;
      for (int i = 0; i < facts.length && kept < old.length; i++) {
        if (facts[i] == old[kept]) {
          kept++;
        }
      }
      if (kept < old.length) {
        return true;
      }
    }
    return false;
  }

  private void write(FactVersions versions, AvroOutput out) {
    rows.clear();
    for (FactType type : TYPES) {
      Fact[] facts = versions.ofType(type);
      if (facts.length > 0) {
        rows.writeUnsigned(type.ordinal() + 1);
        rows.writeUnsigned(facts.length);
        writeRows(facts, read[type.ordinal()], readAt[type.ordinal()]);
      }
    }
    rows.writeUnsigned(0);
    out.writeByte(VERSION);
    dictionary.write(out);
    out.writeAll(rows);
    forget();
  }

  private void writeRows(Fact[] facts, Fact @Nullable [] old, int[] oldAt) {
    Arrays.fill(before, 0);
    beforeIsKnown = true;
    int next = 0;
    boolean followsOld = true;
    for (int i = 0; i < facts.length; i++) {
      int found = old == null ? -1 : find(facts[i], old, next);
      if (found >= 0 && followsOld && found == next) {
        rows.writeRaw(readFrom, oldAt[found], oldAt[found + 1] - oldAt[found]);
        beforeIsKnown = false;
      } else {
        writeRow(i == 0 ? null : facts[i - 1], facts[i]);
      }
      followsOld = found >= 0;
      if (found >= 0) {
        next = found + 1;
      }
    }
  }

  /** Place of the very same fact among those that were read, from a place on; -1 for a new fact. */
  private static int find(Fact fact, Fact[] old, int from) {
    for (int i = from; i < old.length; i++) {
      if (old[i] == fact) {
        return i;
      }
      if (!isBefore(old[i], fact)) {
        return -1;
      }
    }
    return -1;
  }

  private static boolean isBefore(Fact one, Fact two) {
    return FactOrder.BY_IDENTITY.compare(one, two) <= 0;
  }

  private void writeRow(@Nullable Fact previous, Fact fact) {
    if (!beforeIsKnown) {
      columns.toRow(Objects.requireNonNull(previous), before, before);
      beforeIsKnown = true;
    }
    columns.toRow(fact, row, before);
    int mask = 0;
    for (int i = 0; i < row.length; i++) {
      if (row[i] != before[i]) {
        mask |= 1 << i;
      }
    }
    rows.writeUnsigned(mask);
    for (int rest = mask; rest != 0; rest &= rest - 1) {
      int i = Integer.numberOfTrailingZeros(rest);
      rows.writeLong(row[i] - before[i]);
    }
    long[] spare = before;
    before = row;
    row = spare;
  }

  /**
   * Reads versions of an id.
   *
   * @throws IllegalArgumentException when they were written in a form that is not known
   */
  FactVersions decode(String studentId, AvroInput in) {
    in.expectVersion(VERSION, "facts of a student");
    Arrays.fill(read, null);
    readFrom = in.bytes();
    dictionary.read(in);
    Fact[][] byType = new Fact[TYPES.length][];
    for (int type = in.readUnsignedInt(); type != 0; type = in.readUnsignedInt()) {
      Fact[] facts = new Fact[in.readUnsignedInt()];
      int[] at = at(type - 1, facts.length + 1);
      Arrays.fill(row, 0);
      for (int i = 0; i < facts.length; i++) {
        at[i] = in.position();
        for (int mask = in.readUnsignedInt(); mask != 0; mask &= mask - 1) {
          row[Integer.numberOfTrailingZeros(mask)] += in.readLong();
        }
        facts[i] = columns.fromRow(TYPES[type - 1], studentId, row);
      }
      at[facts.length] = in.position();
      read[type - 1] = facts;
      byType[type - 1] = facts;
    }
    readVersions = FactVersions.ofSorted(byType);
    return readVersions;
  }

  private int[] at(int type, int size) {
    if (readAt[type] == null || readAt[type].length < size) {
      readAt[type] = new int[2 * size];
    }
    return readAt[type];
  }
}
