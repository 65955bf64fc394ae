package org.pathline.publish;

import java.util.Arrays;

/** Distinct numbers, numbered from 0 in the order in which they come. */
public final class LongTable {
  /** What {@link #find} says of a number that is not there. */
  public static final int ABSENT = -1;

  private long[] keys = new long[1 << 10];
  private int[] slots = new int[1 << 11];
  private int size;

  /** What was found last: records of one student often follow each other. */
  private long lastKey;

  private int last = ABSENT;

  /** How many there are. */
  public int size() {
    return size;
  }

  /** Place of a number, which is added where it is new. */
  public int add(long key) {
    if (last != ABSENT && key == lastKey) {
      return last;
    }
    int slot = slot(key);
    if (slots[slot] != 0) {
      return slots[slot] - 1;
    }
    if (size == keys.length) {
      keys = Arrays.copyOf(keys, size * 2);
    }
    keys[size] = key;
    slots[slot] = ++size;
    if (size * 2 > slots.length) {
      grow();
    }
    return size - 1;
  }

  /** Place of a number; {@link #ABSENT} where it was never added. */
  public int find(long key) {
    if (last == ABSENT || key != lastKey) {
      last = slots[slot(key)] - 1;
      lastKey = key;
    }
    return last;
  }

  /** The number at a place. */
  public long get(int place) {
    return keys[place];
  }

  private int slot(long key) {
    int mask = slots.length - 1;
    for (int slot = hash(key) & mask; ; slot = (slot + 1) & mask) {
      int number = slots[slot] - 1;
      if (number < 0 || keys[number] == key) {
        return slot;
      }
    }
  }

  private static int hash(long key) {
    long hash = (key ^ key >>> 32) * 0x9E3779B97F4A7C15L;
    return (int) (hash ^ hash >>> 32);
  }

  private void grow() {
    int[] larger = new int[slots.length * 2];
    int mask = larger.length - 1;
    for (int number = 0; number < size; number++) {
      int slot = hash(keys[number]) & mask;
      while (larger[slot] != 0) {
        slot = (slot + 1) & mask;
      }
      larger[slot] = number + 1;
    }
    slots = larger;
  }
}
