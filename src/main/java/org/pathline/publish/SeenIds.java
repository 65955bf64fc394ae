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

  private final LongTable hashes = new LongTable();
  private long[] values = new long[1 << 12];
  private byte[] texts = new byte[1 << 12];
  private int end;

  /** Hash of a text within a name space. */
  static long hash(int space, String text) {
    return FactHash.hash(space, text);
  }

  /** Number of a hash; {@code absent} where it was never put. */
  long get(long hash, long absent) {
    int place = hashes.find(hash);
    return place == LongTable.ABSENT ? absent : values[place];
  }

  /** Gives a hash another number; a new one is left out where there are too many. */
  void put(long hash, long value) {
    int place = hashes.find(hash);
    if (place == LongTable.ABSENT) {
      if (hashes.size() >= MOST) {
        return;
      }
      place = hashes.add(hash);
      if (place == values.length) {
        values = Arrays.copyOf(values, 2 * place);
      }
    }
    values[place] = value;
  }

  /**
   * Remembers a text under a hash; tells the text that was there before, where it is another one.
   */
  @Nullable String remember(long hash, String text) {
    long at = get(hash, -1);
    if (at < 0) {
      byte[] bytes = text.getBytes(UTF_8);
      if (hashes.size() < MOST && end + bytes.length + 2 <= MOST_TEXT) {
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

  /** Goes through all, in the order in which they came. */
  void forEach(Entry action) {
    for (int place = 0; place < hashes.size(); place++) {
      action.accept(hashes.get(place), values[place]);
    }
  }
}
