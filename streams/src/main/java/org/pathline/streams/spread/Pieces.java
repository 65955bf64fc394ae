package org.pathline.streams.spread;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Values of any length in a store, cut into records of bounded length.
 *
 * <p>A piece's key is a tag, the number of the piece and the value's key, so that other records may
 * lie in the same store, and the first pieces of all values beside each other. Not thread-safe.
 */
public final class Pieces {
  /** Length of a piece: a quarter of what a broker takes by default. */
  public static final int LENGTH = 256 * 1024;

  private static final int KEY_HEADER = 1 + Integer.BYTES;

  private final KeyValueStore<Bytes, byte[]> store;
  private final byte tag;

  /**
   * Values in a store.
   *
   * @param tag first byte of the keys, which no other record of the store has
   */
  public Pieces(KeyValueStore<Bytes, byte[]> store, byte tag) {
    this.store = store;
    this.tag = tag;
  }

  /** Keeps a value in place of the one before. */
  public void put(byte[] key, byte[] value) {
    int before = count(key);
    int count = Math.max(1, (value.length + LENGTH - 1) / LENGTH);
    for (int i = 0; i < count; i++) {
      byte[] piece =
          Arrays.copyOfRange(value, i * LENGTH, Math.min(value.length, (i + 1) * LENGTH));
      store.put(
          key(i, key),
          i > 0
              ? piece
              : ByteBuffer.allocate(Integer.BYTES + piece.length).putInt(count).put(piece).array());
    }
    for (int i = count; i < before; i++) {
      store.delete(key(i, key));
    }
  }

  /** The value under a key; null where there is none. */
  public byte @Nullable [] get(byte[] key) {
    byte[] first = store.get(key(0, key));
    if (first == null) {
      return null;
    }
    int count = ByteBuffer.wrap(first).getInt();
    byte[] value = Arrays.copyOfRange(first, Integer.BYTES, first.length);
    for (int i = 1; i < count; i++) {
      byte[] piece = store.get(key(i, key));
      int length = value.length;
      value = Arrays.copyOf(value, length + piece.length);
      System.arraycopy(piece, 0, value, length, piece.length);
    }
    return value;
  }

  /** Forgets a value. */
  public void delete(byte[] key) {
    for (int i = count(key) - 1; i >= 0; i--) {
      store.delete(key(i, key));
    }
  }

  /** Hands over the key of each value; the action may change the store. */
  public void forEachKey(Consumer<byte[]> action) {
    Bytes from = key(0, new byte[0]);
    Bytes to = key(1, new byte[0]);
    try (KeyValueIterator<Bytes, byte[]> firsts = store.range(from, to)) {
      while (firsts.hasNext()) {
        byte[] key = firsts.next().key.get();
        if (ByteBuffer.wrap(key, 1, Integer.BYTES).getInt() == 0) {
          action.accept(Arrays.copyOfRange(key, KEY_HEADER, key.length));
        }
      }
    }
  }

  private int count(byte[] key) {
    byte[] first = store.get(key(0, key));
    return first == null ? 0 : ByteBuffer.wrap(first).getInt();
  }

  private Bytes key(int piece, byte[] key) {
    return Bytes.wrap(
        ByteBuffer.allocate(KEY_HEADER + key.length).put(tag).putInt(piece).put(key).array());
  }
}
