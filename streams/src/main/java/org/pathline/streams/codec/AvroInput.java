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

  /** What the records before had in the same place; of a short text also its word. */
  private final StringPool.Text[] recent = new StringPool.Text[RECENT];

  private final long[] recentWords = new long[RECENT];
  private final StringPool.Text[] recentOfWords = new StringPool.Text[RECENT];
  private boolean hadPlainTexts;
  private int field;
  private byte[] bytes = {};
  private int position;
  private int end;

  AvroInput() {
    Arrays.fill(recent, pool.empty());
    Arrays.fill(recentOfWords, pool.empty());
  }

  void reset(byte[] bytes, int offset, int end) {
    this.bytes = bytes;
    this.position = offset;
    this.end = end;
    this.field = 0;
    this.hadPlainTexts = true;
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

  /** Four bytes, least significant first. */
  int readFixedInt() {
    int bits = 0;
    for (int i = 0; i < Integer.BYTES; i++) {
      bits |= (bytes[position++] & 0xff) << (8 * i);
    }
    return bits;
  }

  void skip(int count) {
    position += count;
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
    int length = readUnsignedInt();
    if (length > end - position) {
      throw new IllegalArgumentException("number of " + length + " bytes");
    }
    byte[] number = new byte[length];
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
    StringPool.Text text =
        StringPool.isWord(bytes, from, length) ? word(from, length) : text(from, position);
    hadPlainTexts &= text.isPlain();
    return text.string;
  }

  /** Whether all strings since the last reset are plain, as the rules of facts have it. */
  boolean hadPlainTexts() {
    return hadPlainTexts;
  }

  /** The records of a burst mostly say the same in the same place. */
  private StringPool.Text word(int from, int length) {
    long word = StringPool.word(bytes, from, length);
    if (field >= RECENT) {
      return pool.get(word, bytes, from, from + length);
    }
    int place = field++;
    if (recentWords[place] != word) {
      recentOfWords[place] = pool.get(word, bytes, from, from + length);
      recentWords[place] = word;
    }
    return recentOfWords[place];
  }

  private StringPool.Text text(int from, int to) {
    if (field >= RECENT) {
      return pool.get(bytes, from, to);
    }
    int place = field++;
    if (!recent[place].has(bytes, from, to)) {
      recent[place] = pool.get(bytes, from, to);
    }
    return recent[place];
  }
}
