package org.pathline.streams.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Strings by their bytes, so that one that comes again and again is made, and hashed, only once.
 *
 * <p>A fixed number of places; a string that falls on another's place takes it. Not thread-safe.
 */
final class StringPool {
  private static final int PLACES = 1 << 12;
  private static final int LONGEST = 48;
  private static final byte[] NOTHING = {};

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final String[] strings = new String[PLACES];
  private final byte[][] encodings = new byte[PLACES][];

  StringPool() {
    Arrays.fill(strings, "");
    Arrays.fill(encodings, NOTHING);
  }

  String get(byte[] bytes, int from, int to) {
    int place = place(bytes, from, to);
    return place < 0 ? string(bytes, from, to) : strings[place];
  }

  /**
   * String of bytes.
   *
   * @throws IllegalArgumentException when they are not UTF-8: replaced, two ids might become one
   */
  static String string(byte[] bytes, int from, int to) {
    if (!Utf8.isValid(bytes, from, to)) {
      throw new IllegalArgumentException("a string that is not UTF-8");
    }
    return new String(bytes, from, to - from, StandardCharsets.UTF_8);
  }

  /** String at a place. */
  String at(int place) {
    return strings[place];
  }

  /** Whether the string at a place has these bytes. */
  boolean holds(int place, byte[] bytes, int from, int to) {
    byte[] present = encodings[place];
    return Arrays.equals(present, 0, present.length, bytes, from, to);
  }

  /**
   * Place of the string with these bytes, which is put there; negative for one that is too long.
   */
  int place(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return -1;
    }
    int place = hash(bytes, from, to) & (PLACES - 1);
    if (!holds(place, bytes, from, to)) {
      strings[place] = string(bytes, from, to);
      encodings[place] = Arrays.copyOfRange(bytes, from, to);
    }
    return place;
  }

  /** Eight bytes at a time: every string of every fact is hashed. */
  private static int hash(byte[] bytes, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (int shift = 0; at < to; shift += Byte.SIZE) {
      rest |= (bytes[at++] & 0xffL) << shift;
    }
    hash = (hash ^ rest) * 0x9E3779B97F4A7C15L;
    return (int) (hash >>> 40);
  }
}
