package org.pathline.streams.codec;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * A cursor over Avro's binary encoding.
 *
 * <p>Not thread-safe. Reads past the end throw {@link ArrayIndexOutOfBoundsException}, which the
 * caller takes as undecodable.
 */
final class AvroInput {
  private static final int RECENT = 16;

  private final StringPool pool = new StringPool();
  private final String[] recent = new String[RECENT];
  private final byte[][] recentBytes = new byte[RECENT][];
  private final int[] recentFrom = new int[RECENT];
  private final int[] recentLength = new int[RECENT];
  private int field;
  private byte[] bytes;
  private int position;
  private int end;

  void reset(byte[] bytes, int offset, int end) {
    this.bytes = bytes;
    this.position = offset;
    this.end = end;
    this.field = 0;
  }

  int position() {
    return position;
  }

  byte[] bytes() {
    return bytes;
  }

  boolean isAtEnd() {
    return position == end;
  }

  int readByte() {
    return bytes[position++] & 0xff;
  }

  boolean readBoolean() {
    byte value = bytes[position++];
    if (value != 0 && value != 1) {
      throw new IllegalArgumentException("not a boolean: " + value);
    }
    return value == 1;
  }

  int readInt() {
    return Math.toIntExact(readLong());
  }

  long readLong() {
    long raw = readUnsigned();
    return (raw >>> 1) ^ -(raw & 1);
  }

  int readUnsignedInt() {
    return Math.toIntExact(readUnsigned());
  }

  void readRaw(byte[] target, int offset, int length) {
    System.arraycopy(bytes, position, target, offset, length);
    position += length;
  }

  /** A number without sign in groups of seven bits, least significant first. */
  long readUnsigned() {
    byte b = bytes[position++];
    long raw = b & 0x7f;
    for (int shift = 7; b < 0; shift += 7) {
      if (shift > 63) {
        throw new IllegalArgumentException("number longer than ten bytes");
      }
      b = bytes[position++];
      raw |= (b & 0x7fL) << shift;
    }
    return raw;
  }

  double readDouble() {
    return Double.longBitsToDouble(readFixedLong());
  }

  long readFixedLong() {
    long bits = 0;
    for (int i = 0; i < 8; i++) {
      bits |= (bytes[position++] & 0xffL) << (8 * i);
    }
    return bits;
  }

  /** Branch of a union of null and one other type: whether the other type follows. */
  boolean readPresence() {
    int branch = readInt();
    if (branch != 0 && branch != 1) {
      throw new IllegalArgumentException("no branch " + branch + " in a union of two");
    }
    return branch == 1;
  }

  /** A whole number of any size. */
  BigInteger readBig() {
    byte[] number = new byte[readUnsignedInt()];
    readRaw(number, 0, number.length);
    return new BigInteger(number);
  }

  /** Counts from {@link AvroOutput#writeCounts}. */
  long[] readCounts(int length) {
    long[] counts = new long[length];
    for (int i = readUnsignedInt(); i != 0; i = readUnsignedInt()) {
      counts[i - 1] = readLong();
    }
    return counts;
  }

  /**
   * Checks the byte that says in which form a value was written.
   *
   * @throws IllegalArgumentException when it is another than the one that is known
   */
  void expectVersion(int known, String what) {
    int version = readByte();
    if (version != known) {
      throw new IllegalArgumentException(
          what + " in unknown form " + version + "; this program knows " + known);
    }
  }

  StringPool pool() {
    return pool;
  }

  String readString() {
    int length = readInt();
    int from = position;
    if (length < 0 || length > end - from) {
      throw new IllegalArgumentException("string of " + length + " bytes in " + (end - from));
    }
    position += length;
    if (field >= RECENT) {
      return pool.get(bytes, from, position);
    }
    // The records of a burst mostly say the same in the same place.
    int place = field++;
    byte[] before = recentBytes[place];
    int beforeFrom = recentFrom[place];
    if (before != null
        && recentLength[place] == length
        && Arrays.equals(before, beforeFrom, beforeFrom + length, bytes, from, position)) {
      return recent[place];
    }
    String string = pool.get(bytes, from, position);
    recent[place] = string;
    recentBytes[place] = bytes;
    recentFrom[place] = from;
    recentLength[place] = length;
    return string;
  }
}
