package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.streams.check.SetAsideBook;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.registry.WireFormat;

/** What of each result is published: its fingerprint in a store, so that only changes go out. */
final class PublishedAnswers {
  /** What is due, in the store of the answers; the key of an answer is never empty. */
  private static final Bytes DUE_KEY = Bytes.wrap(new byte[0]);

  /** Half of what a broker takes by default; thousands of schools and cohorts need less. */
  static final int MOST_BYTES = 512 * 1024;

  private final Map<PublishedResult.Kind, Integer> schemaIds;
  private final KeyValueStore<Bytes, byte[]> store;
  private final SetAsideBook book;
  private final ProcessorContext<byte[], byte[]> context;

  PublishedAnswers(
      Map<PublishedResult.Kind, Integer> schemaIds,
      KeyValueStore<Bytes, byte[]> store,
      SetAsideBook book,
      ProcessorContext<byte[], byte[]> context) {
    this.schemaIds = schemaIds;
    this.store = store;
    this.book = book;
    this.context = context;
  }

  /** What was due at the last commit; empty where nothing was ever noted. */
  String due() {
    byte[] due = store.get(DUE_KEY);
    return due == null ? "" : new String(due, UTF_8);
  }

  void putDue(String due) {
    store.put(DUE_KEY, due.getBytes(UTF_8));
  }

  /** Whether a fault set any aside. */
  boolean hasFaults() {
    boolean[] any = {false};
    book.forEachFault(id -> any[0] = true);
    return any[0];
  }

  /** Bytes of a result. */
  byte[] bytes(PublishedResult result) {
    return WireFormat.value(
        Objects.requireNonNull(schemaIds.get(result.id().kind())), result.value());
  }

  /**
   * Publishes a result where it differs, or sets it aside where it is too large.
   *
   * @param when a record of now
   */
  void publish(PublishedResult.Id id, byte[] value, Record<byte[], byte[]> when) {
    if (value.length + id.published().length > MOST_BYTES) {
      setAside(
          id, new Violation(Reason.TOO_MANY_VALUES, "answer", "it takes more than 512 kB"), when);
      return;
    }
    byte[] fingerprint = ByteBuffer.allocate(Long.BYTES).putLong(Fingerprint.of(value)).array();
    Bytes stored = id.stored();
    if (!Arrays.equals(store.get(stored), fingerprint)) {
      store.put(stored, fingerprint);
      forward(id, value, when);
    }
    takeBack(id, when);
  }

  /** Withdraws a result, or several that were to be derived together, and says why. */
  void setAside(PublishedResult.Id id, Violation why, Record<byte[], byte[]> when) {
    withdraw(id, when);
    book.setAside(id.stored().get(), why, when);
  }

  /** Notes that a result is not set aside. */
  void takeBack(PublishedResult.Id id, Record<byte[], byte[]> when) {
    if (!book.isEmpty()) {
      book.takeBack(id.stored().get(), when);
    }
  }

  /** Withdraws what is no longer asked: results whose cells, or whose settings, are no more. */
  void withdrawAllBut(Predicate<PublishedResult.Id> stays, Record<byte[], byte[]> when) {
    List<PublishedResult.Id> gone = new ArrayList<>();
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      while (all.hasNext()) {
        Bytes key = all.next().key;
        if (!key.equals(DUE_KEY) && !stays.test(PublishedResult.Id.of(key))) {
          gone.add(PublishedResult.Id.of(key));
        }
      }
    }
    gone.forEach(id -> withdraw(id, when));
    book.forEachKey(
        key -> {
          if (!stays.test(PublishedResult.Id.of(Bytes.wrap(key)))) {
            book.takeBack(key, when);
          }
        });
  }

  private void withdraw(PublishedResult.Id id, Record<byte[], byte[]> when) {
    if (store.delete(id.stored()) != null) {
      forward(id, null, when);
    }
  }

  private void forward(
      PublishedResult.Id id, byte @Nullable [] value, Record<byte[], byte[]> when) {
    context.forward(when.withKey(id.published()).withValue(value), id.kind().node());
  }
}
