package org.pathline.streams.codec;

import java.util.Arrays;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.pathway.FactVersions;

/**
 * The versions of one id's facts in a compact binary form, equal for equal versions.
 *
 * <p>Layout: a version byte; the {@link Dictionary}; per type that has facts its ordinal plus one,
 * the count, and the rows; 0. A row is a mask of the columns that differ from the row before it
 * (for the first, from zeros), and the differences as signed numbers of variable length. Not
 * thread-safe.
 */
final class FactVersionsCodec {
  private static final int VERSION = 1;
  private static final FactType[] TYPES = FactType.values();

  private final Dictionary dictionary = new Dictionary();
  private final FactColumns columns = new FactColumns(dictionary);
  private final AvroOutput rows = new AvroOutput();
  private long[] row = new long[FactColumns.COLUMNS];
  private long[] before = new long[FactColumns.COLUMNS];

  void encode(FactVersions versions, AvroOutput out) {
    dictionary.clear();
    rows.clear();
    for (FactType type : TYPES) {
      Fact[] facts = versions.ofType(type);
      if (facts.length > 0) {
        rows.writeUnsigned(type.ordinal() + 1);
        rows.writeUnsigned(facts.length);
        Arrays.fill(before, 0);
        for (Fact fact : facts) {
          write(fact);
        }
      }
    }
    rows.writeUnsigned(0);
    out.writeByte(VERSION);
    dictionary.write(out);
    out.writeAll(rows);
  }

  private void write(Fact fact) {
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
    int version = in.readByte();
    if (version != VERSION) {
      throw new IllegalArgumentException("facts of a student in unknown form " + version);
    }
    dictionary.read(in);
    Fact[][] byType = new Fact[TYPES.length][];
    for (int type = in.readUnsignedInt(); type != 0; type = in.readUnsignedInt()) {
      Fact[] facts = new Fact[in.readUnsignedInt()];
      Arrays.fill(row, 0);
      for (int i = 0; i < facts.length; i++) {
        for (int mask = in.readUnsignedInt(); mask != 0; mask &= mask - 1) {
          row[Integer.numberOfTrailingZeros(mask)] += in.readLong();
        }
        facts[i] = columns.fromRow(TYPES[type - 1], studentId, row);
      }
      byType[type - 1] = facts;
    }
    return FactVersions.ofSorted(byType);
  }
}
