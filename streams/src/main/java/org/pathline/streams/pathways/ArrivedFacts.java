package org.pathline.streams.pathways;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.pathline.domain.fact.FactType;

/**
 * Facts that arrived, as bytes in a few large arrays: nothing for the garbage collector to follow
 * or to copy, and a fact takes no more room than its encoding.
 *
 * <p>Facts are kept in runs as {@link org.pathline.streams.codec.BurstWriter} writes them, each run
 * behind the place of the run before it of the same student. Not thread-safe.
 */
final class ArrivedFacts {
  /** Place of a run that there is not. */
  static final int NONE = -1;

  private static final int OFFSET_BITS = 18;
  private static final int ARRAY_BYTES = 1 << OFFSET_BITS;
  private static final FactType[] TYPES = FactType.values();

  /** The place before, the type, the offset from which facts count, the length. */
  private static final int HEADER = Integer.BYTES + 1 + Long.BYTES + Integer.BYTES;

  /** Takes the runs of one student. */
  @FunctionalInterface
  interface Runs {
    void run(FactType type, long firstOffset, byte[] bytes, int from, int to);
  }

  private final List<byte[]> arrays = new ArrayList<>();
  private int current = -1;
  private int end = ARRAY_BYTES;
  private long bytes;
  private int[] places = new int[64];

  /**
   * Keeps a run.
   *
   * @param before place of the student's run before it, or {@link #NONE}
   * @return place of the run
   */
  int add(int before, FactType type, long firstOffset, byte[] run, int from, int to) {
    int length = to - from;
    if (end + HEADER + length > ARRAY_BYTES) {
      next(HEADER + length);
    }
    byte[] array = arrays.get(current);
    int place = current << OFFSET_BITS | end;
    putInt(array, end, before);
    array[end + 4] = (byte) type.ordinal();
    putInt(array, end + 5, (int) (firstOffset >>> Integer.SIZE));
    putInt(array, end + 9, (int) firstOffset);
    putInt(array, end + 13, length);
    System.arraycopy(run, from, array, end + HEADER, length);
    end += HEADER + length;
    bytes += HEADER + length;
    return place;
  }

  /** Goes on in the next array; a run that fits into none has one of its own. */
  private void next(int least) {
    current++;
    end = 0;
    if (current == arrays.size()) {
      arrays.add(new byte[Math.max(ARRAY_BYTES, least)]);
    } else if (arrays.get(current).length < least) {
      arrays.set(current, new byte[least]);
    }
  }

  /** Hands on the runs of a student, the first one first. */
  void forEachRun(int last, Runs action) {
    int count = 0;
    for (int place = last; place != NONE; place = before(place)) {
      if (count == places.length) {
        places = Arrays.copyOf(places, 2 * count);
      }
      places[count++] = place;
    }
    while (count > 0) {
      int place = places[--count];
      byte[] array = arrays.get(place >>> OFFSET_BITS);
      int at = place & (ARRAY_BYTES - 1);
      long firstOffset =
          (long) getInt(array, at + 5) << Integer.SIZE | getInt(array, at + 9) & 0xffffffffL;
      int from = at + HEADER;
      action.run(TYPES[array[at + 4]], firstOffset, array, from, from + getInt(array, at + 13));
    }
  }

  private int before(int place) {
    return getInt(arrays.get(place >>> OFFSET_BITS), place & (ARRAY_BYTES - 1));
  }

  /** Bytes of all runs. */
  long bytes() {
    return bytes;
  }

  /** Forgets all runs. The arrays that were used stay for the next ones; more are given up. */
  void clear() {
    arrays.subList(current + 1, arrays.size()).clear();
    current = -1;
    end = ARRAY_BYTES;
    bytes = 0;
  }

  private static void putInt(byte[] array, int at, int value) {
    array[at] = (byte) (value >>> 24);
    array[at + 1] = (byte) (value >>> 16);
    array[at + 2] = (byte) (value >>> 8);
    array[at + 3] = (byte) value;
  }

  private static int getInt(byte[] array, int at) {
    return array[at] << 24
        | (array[at + 1] & 0xff) << 16
        | (array[at + 2] & 0xff) << 8
        | array[at + 3] & 0xff;
  }
}
