package org.pathline.topics;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/**
 * The last value of each key of a compacted topic, in a few large arrays: as a million objects they
 * would be copied by the collector again and again. Not thread-safe.
 */
public final class LastValues {
  private static final int CHUNK = 1 << 20;
  private static final int FEWEST_PLACES = 1 << 10;

  /** Where an entry has how much room for its value, how long its key and its value are. */
  private static final int ROOM = 0;

  private static final int KEY_LENGTH = Integer.BYTES;
  private static final int VALUE_LENGTH = 2 * Integer.BYTES;
  private static final int KEY = 3 * Integer.BYTES;

  /**
   * Stands for the length of the value where the last record was a tombstone, or lies elsewhere.
   */
  private static final int NONE = -1;

  /** Room is in steps, so that a value that grows a little stays where it is. */
  private static final int STEP = 32;

  /** Takes a value. */
  @FunctionalInterface
  public interface Values {
    /** The value lies in the bytes from one place up to another, and is gone after this call. */
    void take(byte[] bytes, int from, int to);
  }

  private final List<ByteBuffer> chunks = new ArrayList<>();

  /** Chunk and place in it of each entry, and one more, by the hash of its key; 0 is free. */
  private long[] places = new long[FEWEST_PLACES];

  private int[] hashes = new int[FEWEST_PLACES];
  private int entries;

  /** Takes in the next record of a partition. */
  public void take(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    byte @Nullable [] value = record.value();
    int hash = hash(key);
    int at = find(key, hash);
    if (places[at] != 0) {
      ByteBuffer chunk = chunk(places[at]);
      int entry = (int) places[at] - 1;
      if (value == null || value.length <= chunk.getInt(entry + ROOM)) {
        put(chunk, entry, value);
        return;
      }
      put(chunk, entry, null);
    } else if (value == null) {
      return;
    } else {
      entries++;
    }
    places[at] = append(key, value);
    hashes[at] = hash;
    if (entries > places.length / 2) {
      grow();
    }
  }

  /** Hands on the last value of each key that has one, in the order in which the keys came up. */
  public void forEach(Values action) {
    for (ByteBuffer chunk : chunks) {
      for (int entry = 0; entry < chunk.position(); ) {
        int keyLength = chunk.getInt(entry + KEY_LENGTH);
        int valueLength = chunk.getInt(entry + VALUE_LENGTH);
        int from = entry + KEY + keyLength;
        if (valueLength != NONE) {
          action.take(chunk.array(), from, from + valueLength);
        }
        entry = from + chunk.getInt(entry + ROOM);
      }
    }
  }

  private ByteBuffer chunk(long place) {
    return chunks.get((int) (place >>> Integer.SIZE));
  }

  private static void put(ByteBuffer chunk, int entry, byte @Nullable [] value) {
    chunk.putInt(entry + VALUE_LENGTH, value == null ? NONE : value.length);
    if (value != null) {
      int from = entry + KEY + chunk.getInt(entry + KEY_LENGTH);
      System.arraycopy(value, 0, chunk.array(), from, value.length);
    }
  }

  private long append(byte[] key, byte[] value) {
    int room = (value.length + STEP - 1) / STEP * STEP;
    int length = KEY + key.length + room;
    if (chunks.isEmpty() || chunks.get(chunks.size() - 1).remaining() < length) {
      chunks.add(ByteBuffer.allocate(Math.max(CHUNK, length)));
    }
    ByteBuffer chunk = chunks.get(chunks.size() - 1);
    int entry = chunk.position();
    chunk.putInt(entry + ROOM, room);
    chunk.putInt(entry + KEY_LENGTH, key.length);
    System.arraycopy(key, 0, chunk.array(), entry + KEY, key.length);
    put(chunk, entry, value);
    chunk.position(entry + length);
    return ((long) (chunks.size() - 1) << Integer.SIZE) | (entry + 1);
  }

  private static int hash(byte[] key) {
    int hash = Arrays.hashCode(key);
    return hash ^ (hash >>> 16);
  }

  /** Where the key is, or would be. */
  private int find(byte[] key, int hash) {
    int at = hash & (places.length - 1);
    while (places[at] != 0 && !(hashes[at] == hash && isAt(places[at], key))) {
      at = (at + 1) & (places.length - 1);
    }
    return at;
  }

  private boolean isAt(long place, byte[] key) {
    ByteBuffer chunk = chunk(place);
    int from = (int) place - 1 + KEY;
    int length = chunk.getInt((int) place - 1 + KEY_LENGTH);
    return Arrays.equals(key, 0, key.length, chunk.array(), from, from + length);
  }

  private void grow() {
    long[] before = places;
    int[] hashesBefore = hashes;
    places = new long[2 * before.length];
    hashes = new int[places.length];
    for (int i = 0; i < before.length; i++) {
      if (before[i] != 0) {
        int at = hashesBefore[i] & (places.length - 1);
        while (places[at] != 0) {
          at = (at + 1) & (places.length - 1);
        }
        places[at] = before[i];
        hashes[at] = hashesBefore[i];
      }
    }
  }
}
