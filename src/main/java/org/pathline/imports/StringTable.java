package org.pathline.imports;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Distinct texts, numbered from 0 in the order in which they come, in little more memory than their
 * UTF-8 bytes: some 35 bytes for an id of 16 characters.
 */
public final class StringTable {
  /** What {@link #find} says of a text that is not there. */
  public static final int ABSENT = -1;

  private static final int CHUNK_BITS = 20;
  private static final int CHUNK = 1 << CHUNK_BITS;

  private static final long NUMBER = 0xFFFF_FFFFL;

  private byte[][] chunks = new byte[4][];
  private long end;
  private long[] begins = new long[1 << 10];

  /** The hash of a text in the upper half, its number and 1 in the lower; 0 for none. */
  private long[] slots = new long[1 << 11];

  private int size;

  /** What was asked for last: records of one student or class often follow each other. */
  private String lastText = "";

  private int last = ABSENT;

  /** Number of texts. */
  public int size() {
    return size;
  }

  /** Number of a text, which is added where it is new. */
  public int add(String text) {
    int known = find(text);
    if (known != ABSENT) {
      return known;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    if (bytes.length + 2 > CHUNK) {
      throw new IllegalArgumentException("an id of " + bytes.length + " bytes");
    }
    if (size == begins.length) {
      begins = Arrays.copyOf(begins, size * 2);
    }
    int hash = hash(text);
    begins[size] = store(bytes);
    slots[slot(text, hash)] = (long) hash << Integer.SIZE | ++size;
    last = size - 1;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  /** Number of a text; {@link #ABSENT} where it was never added. */
  public int find(String text) {
    if (!text.equals(lastText)) {
      last = (int) (slots[slot(text, hash(text))] & NUMBER) - 1;
      lastText = text;
    }
    return last;
  }

  /** The text with a number. */
  public String get(int number) {
    if (number == last) {
      return lastText;
    }
    long begin = begins[number];
    byte[] chunk = chunks[(int) (begin >>> CHUNK_BITS)];
    int at = (int) begin & (CHUNK - 1);
    return new String(chunk, at + 2, length(chunk, at), StandardCharsets.UTF_8);
  }

  private static int length(byte[] chunk, int at) {
    return (chunk[at] & 0xff) << 8 | (chunk[at + 1] & 0xff);
  }

  private long store(byte[] bytes) {
    if (bytes.length > 0xffff) {
      throw new IllegalArgumentException("an id of " + bytes.length + " bytes");
    }
    int room = CHUNK - ((int) end & (CHUNK - 1));
    if (room < bytes.length + 2) {
      end += room;
    }
    int number = (int) (end >>> CHUNK_BITS);
    if (number == chunks.length) {
      chunks = Arrays.copyOf(chunks, number * 2);
    }
    if (chunks[number] == null) {
      chunks[number] = new byte[CHUNK];
    }
    int at = (int) end & (CHUNK - 1);
    chunks[number][at] = (byte) (bytes.length >>> 8);
    chunks[number][at + 1] = (byte) bytes.length;
    System.arraycopy(bytes, 0, chunks[number], at + 2, bytes.length);
    long begin = end;
    end += bytes.length + 2;
    return begin;
  }

  private int slot(String text, int hash) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      long entry = slots[slot];
      if (entry == 0
          || ((int) (entry >>> Integer.SIZE) == hash && isText((int) (entry & NUMBER) - 1, text))) {
        return slot;
      }
    }
  }

  private boolean isText(int number, String text) {
    long begin = begins[number];
    byte[] chunk = chunks[(int) (begin >>> CHUNK_BITS)];
    int at = (int) begin & (CHUNK - 1);
    int length = length(chunk, at);
    if (length == text.length()) {
      int i = 0;
      while (i < length && chunk[at + 2 + i] == text.charAt(i)) {
        i++;
      }
      // A byte of a longer character is below zero, which no character is.
      return i == length;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return Arrays.equals(chunk, at + 2, at + 2 + length, bytes, 0, bytes.length);
  }

  private static int hash(String text) {
    // Ids of one kind differ in few places: every character must reach every bit.
    int hash = text.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 15;
  }

  private void grow() {
    long[] larger = new long[slots.length * 2];
    int mask = larger.length - 1;
    for (long entry : slots) {
      if (entry != 0) {
        int slot = (int) (entry >>> Integer.SIZE) & mask;
        while (larger[slot] != 0) {
          slot = (slot + 1) & mask;
        }
        larger[slot] = entry;
      }
    }
    slots = larger;
  }
}
