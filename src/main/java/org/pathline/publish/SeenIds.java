package org.pathline.publish;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Ids by a hash of 64 bits, each with a number and perhaps its text; of bounded size. That two ids
 * share a hash does not happen.
 */
final class SeenIds {
  /** A delivery with more ids than this is looked at as far as this. */
  static final int MOST = 2_000_000;

  private static final int MOST_TEXT = 64 << 20;

  private long[] keys = new long[1 << 12];
  private long[] values = new long[1 << 12];
  private byte[] texts = new byte[1 << 12];
  private int size;
  private int end;

  /** Hash of a text within a name space. */
  static long hash(int space, String text) {
    long hash = space * 0x9E3779B97F4A7C15L + 1;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 29;
    }
    return hash == 0 ? 1 : hash;
  }

  /** Number of a hash; {@code absent} where it was never put. */
  long get(long hash, long absent) {
    int slot = slot(hash);
    return keys[slot] == 0 ? absent : values[slot];
  }

  /** Gives a hash another number; a new one is left out where there are too many. */
  void put(long hash, long value) {
    int slot = slot(hash);
    if (keys[slot] == 0) {
      if (size >= MOST) {
        return;
      }
      if (size * 2 >= keys.length) {
        grow();
        slot = slot(hash);
      }
      keys[slot] = hash;
      size++;
    }
    values[slot] = value;
  }

  /**
   * Remembers a text under a hash; tells the text that was there before, where it is another one.
   */
  @Nullable String remember(long hash, String text) {
    long at = get(hash, -1);
    if (at < 0) {
      byte[] bytes = text.getBytes(UTF_8);
      if (size < MOST && end + bytes.length + 2 <= MOST_TEXT) {
        if (end + bytes.length + 2 > texts.length) {
          texts = Arrays.copyOf(texts, Math.max(texts.length * 2, end + bytes.length + 2));
        }
        put(hash, end);
        texts[end++] = (byte) (bytes.length >> 8);
        texts[end++] = (byte) bytes.length;
        System.arraycopy(bytes, 0, texts, end, bytes.length);
        end += bytes.length;
      }
      return null;
    }
    int begin = (int) at;
    int length = (texts[begin] & 0xFF) << 8 | texts[begin + 1] & 0xFF;
    return isText(begin + 2, length, text) ? null : new String(texts, begin + 2, length, UTF_8);
  }

  /** Mostly the same text as before, and of one byte a character. */
  private boolean isText(int begin, int length, String text) {
    if (length == text.length()) {
      int i = 0;
      while (i < length && texts[begin + i] == (byte) text.charAt(i) && text.charAt(i) < 0x80) {
        i++;
      }
      if (i == length) {
        return true;
      }
    }
    return text.equals(new String(texts, begin, length, UTF_8));
  }

  /** Takes a hash and its number. */
  @FunctionalInterface
  interface Entry {
    void accept(long hash, long value);
  }

  /** Goes through all, in no order. */
  void forEach(Entry action) {
    for (int i = 0; i < keys.length; i++) {
      if (keys[i] != 0) {
        action.accept(keys[i], values[i]);
      }
    }
  }

  private int slot(long hash) {
    long mixed = hash * 0xD6E8FEB86659FD93L;
    int slot = (int) (mixed ^ mixed >>> 32) & keys.length - 1;
    while (keys[slot] != 0 && keys[slot] != hash) {
      slot = slot + 1 & keys.length - 1;
    }
    return slot;
  }

  private void grow() {
    long[] oldKeys = keys;
    long[] oldValues = values;
    keys = new long[oldKeys.length * 2];
    values = new long[oldKeys.length * 2];
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != 0) {
        int slot = slot(oldKeys[i]);
        keys[slot] = oldKeys[i];
        values[slot] = oldValues[i];
      }
    }
  }
}
