package org.pathline.streams.spread;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.key.Sha256;

/**
 * Entries that belong to one key of a store, spread by their ids over records of bounded size, of
 * which only those that are touched are read and written.
 *
 * <p>Parts are split and joined one at a time as entries come and go (linear hashing: Litwin,
 * 1980). The hash is a cryptographic one, so that no choice of ids can crowd one part. How large an
 * entry may be is its writer's business: a part holds a few dozen kilobytes more than its largest
 * one. Not thread-safe.
 *
 * @param <E> entries
 */
public final class Spread<E> {
  /** What is smaller lies in the record of its key. */
  public static final int MOST_INLINE_BYTES = 48 * 1024;

  /** Parts are split where they would hold more on average; one in a thousand holds thrice that. */
  static final int FULL_BYTES = 32 * 1024;

  /**
   * Parts are joined where they hold less on average; far from full, so that none goes to and fro.
   */
  static final int SPARSE_BYTES = FULL_BYTES / 4;

  /** How entries are written. */
  public interface Form<E> {
    /** Bytes of entries. */
    byte[] encodePart(SortedMap<String, E> entries);

    /** Entries from their bytes. */
    SortedMap<String, E> decodePart(byte[] bytes);
  }

  /**
   * How far entries are spread.
   *
   * @param parts 0 where they are not
   * @param bytes of all parts together
   */
  public record Extent(int parts, long bytes) {
    /** Not spread. */
    public static final Extent NONE = new Extent(0, 0);
  }

  private final KeyValueStore<Bytes, byte[]> store;
  private final Form<E> form;
  private final MessageDigest digest;

  /** Entries in a store. */
  public Spread(KeyValueStore<Bytes, byte[]> store, Form<E> form) {
    this.store = store;
    this.form = form;
    digest = Sha256.begun();
  }

  /** Whether a key of the store is that of a part. */
  public static boolean isPart(Bytes key) {
    byte[] bytes = key.get();
    return bytes.length > Integer.BYTES && bytes[bytes.length - Integer.BYTES - 1] == 0;
  }

  /**
   * Changes entries.
   *
   * @param ids of the entries that change
   * @param added most bytes that the changes may add
   * @param change given the entries of a part and an id, changes the entry under the id
   */
  public Extent change(
      byte[] key,
      Extent extent,
      Collection<String> ids,
      long added,
      BiConsumer<SortedMap<String, E>, String> change) {
    // Split before anything is added, so that no part is ever written that is too full.
    Extent now = splitTo(key, extent, parts(extent.bytes() + added));
    Map<Integer, List<String>> byPart = new TreeMap<>();
    for (String id : ids) {
      byPart.computeIfAbsent(part(id, now.parts()), absent -> new ArrayList<>()).add(id);
    }
    long bytes = now.bytes();
    for (Map.Entry<Integer, List<String>> touched : byPart.entrySet()) {
      byte[] before = store.get(partKey(key, touched.getKey()));
      SortedMap<String, E> entries = decode(before);
      touched.getValue().forEach(id -> change.accept(entries, id));
      bytes += write(key, touched.getKey(), entries) - length(before);
    }
    return join(key, new Extent(now.parts(), bytes));
  }

  /** Hands over all entries, part by part. */
  public void forEachPart(byte[] key, Extent extent, Consumer<SortedMap<String, E>> action) {
    for (int i = 0; i < extent.parts(); i++) {
      action.accept(decode(store.get(partKey(key, i))));
    }
  }

  /** Forgets all entries. */
  public void delete(byte[] key, Extent extent) {
    for (int i = 0; i < extent.parts(); i++) {
      store.delete(partKey(key, i));
    }
  }

  private static int parts(long bytes) {
    return Math.toIntExact(Math.max(1, (bytes + FULL_BYTES - 1) / FULL_BYTES));
  }

  private Extent splitTo(byte[] key, Extent extent, int parts) {
    Extent now = extent.parts() == 0 ? new Extent(1, 0) : extent;
    while (now.parts() < parts) {
      int last = now.parts();
      int source = last - Integer.highestOneBit(last);
      byte[] before = store.get(partKey(key, source));
      SortedMap<String, E> staying = decode(before);
      SortedMap<String, E> leaving = new TreeMap<>();
      staying
          .entrySet()
          .removeIf(
              entry -> {
                boolean leaves = part(entry.getKey(), last + 1) == last;
                if (leaves) {
                  leaving.put(entry.getKey(), entry.getValue());
                }
                return leaves;
              });
      long bytes = now.bytes() - length(before);
      bytes += write(key, source, staying) + write(key, last, leaving);
      now = new Extent(last + 1, bytes);
    }
    return now;
  }

  private Extent join(byte[] key, Extent extent) {
    Extent now = extent;
    while (now.parts() > 1 && now.bytes() < (long) now.parts() * SPARSE_BYTES) {
      int last = now.parts() - 1;
      int target = last - Integer.highestOneBit(last);
      byte[] one = store.get(partKey(key, target));
      byte[] two = store.get(partKey(key, last));
      SortedMap<String, E> entries = decode(one);
      entries.putAll(decode(two));
      store.delete(partKey(key, last));
      long bytes = now.bytes() - length(one) - length(two) + write(key, target, entries);
      now = new Extent(last, bytes);
    }
    return now;
  }

  /** Writes a part, or deletes it where it is empty; how many bytes it has. */
  private int write(byte[] key, int part, SortedMap<String, E> entries) {
    if (entries.isEmpty()) {
      store.delete(partKey(key, part));
      return 0;
    }
    byte[] bytes = form.encodePart(entries);
    store.put(partKey(key, part), bytes);
    return bytes.length;
  }

  private SortedMap<String, E> decode(byte[] bytes) {
    return bytes == null ? new TreeMap<>() : form.decodePart(bytes);
  }

  private static int length(byte[] bytes) {
    return bytes == null ? 0 : bytes.length;
  }

  private static Bytes partKey(byte[] key, int part) {
    return Bytes.wrap(
        ByteBuffer.allocate(key.length + 1 + Integer.BYTES)
            .put(key)
            .put((byte) 0)
            .putInt(part)
            .array());
  }

  private int part(String id, int parts) {
    long hash = ByteBuffer.wrap(digest.digest(id.getBytes(UTF_8))).getLong();
    long half = Integer.highestOneBit(parts);
    long part = hash & (2 * half - 1);
    return (int) (part < parts ? part : part & (half - 1));
  }
}
