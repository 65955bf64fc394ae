package org.pathline.streams.check;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;

/**
 * What one processor has set aside, in a store, so that each setting-aside is told once.
 *
 * <p>Where nothing is set aside, which is the usual case, it costs no look into the store. Not
 * thread-safe.
 */
public final class SetAsideBook {
  /** First byte of the keys of this book, where the store holds other records, too. */
  private static final byte TAG = 0;

  private final SetAsides setAsides;
  private final SetAsides.Kind kind;
  private final SetAsideSinks sinks;
  private final KeyValueStore<Bytes, byte[]> store;
  private final ProcessorContext<byte[], byte[]> context;
  private long count;

  /**
   * Book of a processor, within its {@code init}.
   *
   * @param sinks where it is told
   */
  public SetAsideBook(
      SetAsides setAsides,
      SetAsides.Kind kind,
      SetAsideSinks sinks,
      KeyValueStore<Bytes, byte[]> store,
      ProcessorContext<byte[], byte[]> context) {
    this.setAsides = setAsides;
    this.kind = kind;
    this.sinks = sinks;
    this.store = store;
    this.context = context;
    forEach((id, why) -> count++);
  }

  /** Whether nothing is set aside. */
  public boolean isEmpty() {
    return count == 0;
  }

  /** Whether something is set aside. */
  public boolean has(byte[] id) {
    return count > 0 && store.get(key(id)) != null;
  }

  /** Sets something aside, or notes that it still is. */
  public void setAside(byte[] id, Violation why, Record<?, ?> when) {
    byte[] reason = bytes(why);
    byte[] before = store.get(key(id));
    if (Arrays.equals(before, reason)) {
      return;
    }
    store.put(key(id), reason);
    String name = new String(id, UTF_8);
    forward(setAsides.key(kind, name), setAsides.entry(kind, name, why), when, sinks.entries());
    if (before == null) {
      count++;
      forward(
          setAsides.rejectionKey(name), setAsides.rejection(name, why), when, sinks.rejections());
    }
  }

  /** Notes that something is not, or no longer, set aside. */
  public void takeBack(byte[] id, Record<?, ?> when) {
    if (has(id)) {
      store.delete(key(id));
      count--;
      forward(setAsides.key(kind, new String(id, UTF_8)), null, when, sinks.entries());
    }
  }

  /** Hands over everything that a fault set aside; the action may change the book. */
  public void forEachFault(Consumer<byte[]> action) {
    if (count == 0) {
      return;
    }
    forEach(
        (id, why) -> {
          if (why.reason() == Reason.INTERNAL_ERROR) {
            action.accept(id);
          }
        });
  }

  /** Hands over everything that is set aside; the action may change the book. */
  public void forEachKey(Consumer<byte[]> action) {
    if (count > 0) {
      forEach((id, why) -> action.accept(id));
    }
  }

  @FunctionalInterface
  private interface Entry {
    void accept(byte[] id, Violation why);
  }

  private void forEach(Entry action) {
    Bytes from = Bytes.wrap(new byte[] {TAG});
    Bytes to = Bytes.wrap(new byte[] {TAG + 1});
    try (KeyValueIterator<Bytes, byte[]> all = store.range(from, to)) {
      while (all.hasNext()) {
        var entry = all.next();
        byte[] key = entry.key.get();
        if (key[0] == TAG) {
          action.accept(Arrays.copyOfRange(key, 1, key.length), violation(entry.value));
        }
      }
    }
  }

  private void forward(byte[] key, byte @Nullable [] value, Record<?, ?> when, String sink) {
    context.forward(new Record<>(key, value, when.timestamp(), when.headers()), sink);
  }

  private static Bytes key(byte[] id) {
    return Bytes.wrap(ByteBuffer.allocate(1 + id.length).put(TAG).put(id).array());
  }

  private static byte[] bytes(Violation why) {
    return (why.reason().name() + "\n" + why.field() + "\n" + why.detail()).getBytes(UTF_8);
  }

  private static Violation violation(byte[] bytes) {
    String[] parts = new String(bytes, UTF_8).split("\n", 3);
    return new Violation(Reason.valueOf(parts[0]), parts[1], parts[2]);
  }
}
