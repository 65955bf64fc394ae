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

  private byte[][] chunks = new byte[4][];
  private long end;
  private long[] begins = new long[1 << 10];
  private int[] hashes = new int[1 << 10];
  private int[] slots = new int[1 << 11];
  private int size;

  /** Number of texts. */
  public int size() {
    return size;
  }

  /** Number of a text, which is added where it is new. */
  public int add(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int hash = hash(bytes);
    int slot = slot(bytes, hash);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (bytes.length + 2 > CHUNK) {
      throw new IllegalArgumentException("an id of " + bytes.length + " bytes");
    }
    if (size == begins.length) {
      begins = Arrays.copyOf(begins, size * 2);
      hashes = Arrays.copyOf(hashes, size * 2);
    }
    begins[size] = store(bytes);
    hashes[size] = hash;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  /** Number of a text; {@link #ABSENT} where it was never added. */
  public int find(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return slots[slot(bytes, hash(bytes))] - 1;
  }

  /** The text with a number. */
  public String get(int number) {
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

  private int slot(byte[] bytes, int hash) {
    int mask = slots.length - 1;
    for (int slot = hash & mask; ; slot = (slot + 1) & mask) {
      int number = slots[slot] - 1;
      if (number < 0 || (hashes[number] == hash && equals(number, bytes))) {
        return slot;
      }
    }
  }

  private boolean equals(int number, byte[] bytes) {
    long begin = begins[number];
    byte[] chunk = chunks[(int) (begin >>> CHUNK_BITS)];
    int at = (int) begin & (CHUNK - 1);
    int length = length(chunk, at);
    return Arrays.equals(chunk, at + 2, at + 2 + length, bytes, 0, bytes.length);
  }

  private static int hash(byte[] bytes) {
    // Ids of one kind differ in few places: every byte must reach every bit.
    long hash = bytes.length;
    for (byte b : bytes) {
      hash = (hash ^ b) * 0x9E3779B97F4A7C15L;
      hash ^= hash >>> 32;
    }
    return (int) hash;
  }

  private void grow() {
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hashes[number] & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = number + 1;
    }
    slots = larger;
  }
}
