package org.pathline.streams.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.pathline.domain.fact.FactRules;

/**
 * Texts by their bytes, so that one that comes again and again is made, hashed and looked at once
 * only.
 *
 * <p>A fixed number of places; a text that falls on another's place takes it. Not thread-safe.
 */
final class StringPool {
  private static final int PLACES = 1 << 12;
  private static final int LONGEST = 48;
  private static final byte[] NOTHING = {};
  private static final long SPREAD = 0x9E3779B97F4A7C15L;

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private final Text[] texts = new Text[PLACES];

  /** Of texts of less than eight bytes, which are told apart without a look at their bytes. */
  private final long[] words = new long[PLACES];

  private final Text[] ofWords = new Text[PLACES];
  private final Text empty = new Text("", NOTHING);

  /** A text and what is known of it. */
  static final class Text {
    final String string;
    private final byte[] bytes;
    private boolean isLookedAt;
    private boolean isPlain;

    private Text(String string, byte[] bytes) {
      this.string = string;
      this.bytes = bytes;
    }

    /** Whether it is plain as the rules of facts have it. */
    boolean isPlain() {
      if (!isLookedAt) {
        isPlain = FactRules.isPlain(string);
        isLookedAt = true;
      }
      return isPlain;
    }

    boolean has(byte[] other, int from, int to) {
      return Arrays.equals(bytes, 0, bytes.length, other, from, to);
    }
  }

  StringPool() {
    Arrays.fill(texts, empty);
    Arrays.fill(ofWords, empty);
  }

  Text empty() {
    return empty;
  }

  /** Text with these bytes. */
  Text get(byte[] bytes, int from, int to) {
    if (to - from > LONGEST) {
      return text(bytes, from, to);
    }
    int place = hash(bytes, from, to) & (PLACES - 1);
    Text present = texts[place];
    if (!present.has(bytes, from, to)) {
      present = text(bytes, from, to);
      texts[place] = present;
    }
    return present;
  }

  /** Whether bytes are few enough, and far enough from the end of their array, to be one word. */
  static boolean isWord(byte[] bytes, int from, int length) {
    return length < Long.BYTES && from + Long.BYTES <= bytes.length;
  }

  /** Less than eight bytes and their number as one word, 0 for none. */
  static long word(byte[] bytes, int from, int length) {
    long rest = (long) LONGS.get(bytes, from) & ((1L << (Byte.SIZE * length)) - 1);
    return rest | (long) length << (Long.SIZE - Byte.SIZE);
  }

  /** Text with the bytes of a word. */
  Text get(long word, byte[] bytes, int from, int to) {
    int place = (int) (word * SPREAD >>> 40) & (PLACES - 1);
    if (words[place] != word) {
      ofWords[place] = text(bytes, from, to);
      words[place] = word;
    }
    return ofWords[place];
  }

  /**
   * Text of bytes.
   *
   * @throws IllegalArgumentException when they are not UTF-8: replaced, two ids might become one
   */
  private static Text text(byte[] bytes, int from, int to) {
    if (!Utf8.isValid(bytes, from, to)) {
      throw new IllegalArgumentException("a string that is not UTF-8");
    }
    return new Text(
        new String(bytes, from, to - from, StandardCharsets.UTF_8),
        Arrays.copyOfRange(bytes, from, to));
  }

  /** Eight bytes at a time: every string of every fact is hashed. */
  private static int hash(byte[] bytes, int from, int to) {
    long hash = to - from;
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      hash = (hash ^ (long) LONGS.get(bytes, at)) * SPREAD;
      hash ^= hash >>> 32;
    }
    long rest = 0;
    for (int shift = 0; at < to; shift += Byte.SIZE) {
      rest |= (bytes[at++] & 0xffL) << shift;
    }
    hash = (hash ^ rest) * SPREAD;
    return (int) (hash >>> 40);
  }
}
