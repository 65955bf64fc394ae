package org.pathline.streams.codec;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.pathline.domain.fact.Characters;

/**
 * UTF-8 told from other bytes, without making strings of it.
 *
 * <p>Printable ASCII, which nearly all texts of facts are, is told eight bytes at a time.
 */
final class Utf8 {
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  private static final long HIGH_BITS = 0x8080808080808080L;
  private static final long ONES = 0x0101010101010101L;

  /** Added to a byte of ASCII, this reaches the high bit from the first printable one on. */
  private static final long TO_PRINTABLE = 0x6060606060606060L;

  private static final long SPACES = 0x2020202020202020L;
  private static final int MALFORMED = -1;

  private Utf8() {}

  /** Whether the bytes are UTF-8 as RFC 3629 has it: in shortest form, without surrogates. */
  static boolean isValid(byte[] bytes, int from, int to) {
    for (int at = from; at < to; ) {
      if (bytes[at] >= 0) {
        at++;
        continue;
      }
      int character = character(bytes, at, to);
      if (character == MALFORMED) {
        return false;
      }
      at += length(character);
    }
    return true;
  }

  /**
   * Whether the bytes are UTF-8 that any id may hold, of at most so many UTF-16 units. Bytes for
   * which this is false may still be a free text, or no text at all.
   */
  static boolean isPlain(byte[] bytes, int from, int to, int longest) {
    return isPrintableAscii(bytes, from, to)
        ? to - from <= longest
        : isPlainBeyondAscii(bytes, from, to, longest);
  }

  private static boolean isPrintableAscii(byte[] bytes, int from, int to) {
    int at = from;
    for (; at + Long.BYTES <= to; at += Long.BYTES) {
      if (!isPrintable((long) LONGS.get(bytes, at))) {
        return false;
      }
    }
    if (at == to) {
      return true;
    }
    if (at + Long.BYTES <= bytes.length) {
      // What lies behind the text is masked: it counts as spaces.
      long mask = -1L >>> (Long.SIZE - Byte.SIZE * (to - at));
      return isPrintable(((long) LONGS.get(bytes, at) & mask) | (SPACES & ~mask));
    }
    for (; at < to; at++) {
      if (bytes[at] < ' ' || bytes[at] == 0x7f) {
        return false;
      }
    }
    return true;
  }

  private static boolean isPrintable(long eight) {
    return ((eight | (eight + ONES)) & HIGH_BITS) == 0
        && ((eight + TO_PRINTABLE) & HIGH_BITS) == HIGH_BITS;
  }

  private static boolean isPlainBeyondAscii(byte[] bytes, int from, int to, int longest) {
    int units = 0;
    for (int at = from; at < to; ) {
      int character = character(bytes, at, to);
      units += character > Character.MAX_VALUE ? 2 : 1;
      if (character == MALFORMED || units > longest || !Characters.isOfId(character)) {
        return false;
      }
      at += length(character);
    }
    return true;
  }

  private static int length(int character) {
    if (character < 0x80) {
      return 1;
    }
    return character < 0x800 ? 2 : character <= Character.MAX_VALUE ? 3 : 4;
  }

  /** Code point that begins at a place. */
  private static int character(byte[] bytes, int at, int to) {
    int first = bytes[at] & 0xff;
    if (first < 0x80) {
      return first;
    }
    int more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (first < 0xc2 || first > 0xf4 || to - at <= more) {
      return MALFORMED;
    }
    int character = first & (0x3f >> more);
    for (int i = 1; i <= more; i++) {
      int next = bytes[at + i];
      if ((next & 0xc0) != 0x80) {
        return MALFORMED;
      }
      character = character << 6 | (next & 0x3f);
    }
    boolean shortest = length(character) == more + 1;
    boolean surrogate =
        character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
    return shortest && !surrogate && character <= Character.MAX_CODE_POINT ? character : MALFORMED;
  }
}
