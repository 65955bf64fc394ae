package org.pathline.streams.codec;

import java.util.Arrays;

/**
 * Joins the facts of adjacent records of one topic and partition to one value: a run of facts for
 * each student, in the order in which they lie.
 *
 * <p>Layout: the first offset; per run the length of the key and the key, the time at which its
 * earliest fact was published as eight bytes, the length of its facts as four, and the facts. A
 * fact is the distance of its offset from the first, the length of the rest, and its body in the
 * current schema's encoding without the student id, which is the key. Numbers are without sign and
 * of variable length. Bursts do not outlive the process that wrote them. Not thread-safe.
 */
public final class BurstWriter {
  private final AvroOutput out = new AvroOutput();
  private byte[] key = {};
  private long firstOffset;
  private long earliest;
  private int headerAt;
  private boolean empty = true;

  /** Whether nothing was added. */
  public boolean isEmpty() {
    return empty;
  }

  /** Forgets what was added. */
  public void clear() {
    out.clear();
    empty = true;
  }

  /** Bytes so far. */
  public int size() {
    return out.size();
  }

  /**
   * Adds the fact of the record that comes next.
   *
   * @param key bytes of the student id, with which the body begins
   * @param publishedAt of which each run keeps the earliest
   * @param bytes array that holds the body from one place to its end
   */
  public void add(byte[] key, long publishedAt, long offset, byte[] bytes, int from) {
    if (empty) {
      firstOffset = offset;
      out.writeUnsigned(offset);
      begin(key);
      empty = false;
    } else if (!Arrays.equals(key, this.key)) {
      end();
      begin(key);
    }
    earliest = Math.min(earliest, publishedAt);
    int rest = from + lengthOfLength(key.length) + key.length;
    out.writeUnsigned(offset - firstOffset);
    out.writeUnsigned(bytes.length - rest);
    out.writeRaw(bytes, rest, bytes.length - rest);
  }

  private void begin(byte[] key) {
    this.key = key;
    out.writeUnsigned(key.length);
    out.writeRaw(key, 0, key.length);
    earliest = Long.MAX_VALUE;
    headerAt = out.size();
    out.writeFixedLong(0);
    out.writeFixedInt(0);
  }

  private void end() {
    out.setFixedLong(headerAt, earliest);
    int lengthAt = headerAt + Long.BYTES;
    out.setFixedInt(lengthAt, out.size() - lengthAt - Integer.BYTES);
  }

  /** Bytes of the burst; the next fact begins another. */
  public byte[] toBytes() {
    end();
    byte[] bytes = out.toByteArray();
    clear();
    return bytes;
  }

  /** Whether a body begins with a student id that equals a key. */
  public static boolean beginsWith(byte[] key, byte[] bytes, int from) {
    int length = key.length << 1;
    int at = from;
    for (; length > 0x7f && at < bytes.length; length >>>= 7) {
      if (bytes[at++] != (byte) (length | 0x80)) {
        return false;
      }
    }
    return at < bytes.length
        && bytes[at++] == length
        && bytes.length - at >= key.length
        && Arrays.equals(bytes, at, at + key.length, key, 0, key.length);
  }

  /** Bytes that the length of a string takes before the string. */
  private static int lengthOfLength(int length) {
    int bytes = 1;
    for (int rest = length << 1; rest > 0x7f; rest >>>= 7) {
      bytes++;
    }
    return bytes;
  }
}
