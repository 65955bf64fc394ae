package org.pathline.streams.erasure;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.streams.state.Reprocess;
import org.pathline.streams.state.Reprocessing;

/**
 * Goes through a store whenever other ids are erased than those it was last swept for, some keys at
 * a time beside the usual work.
 *
 * <p>The store itself holds for which ids it was swept last. So a sweep that ended with its process
 * begins again, and a store that is restored or built anew is swept, too.
 */
public final class Sweep {
  /** What is stored under one key is looked at, and changed where it is of somebody erased. */
  @FunctionalInterface
  public interface One {
    void look(Bytes key, byte[] stored, long now);
  }

  private static final Bytes SWEPT_KEY = Bytes.wrap(new byte[] {0, 1});
  private static final Duration EVERY = Duration.ofMillis(50);
  private static final int AT_ONCE = 2_000;

  private final ProcessorContext<?, ?> context;
  private final KeyValueStore<Bytes, byte[]> store;
  private final ErasedIds erased;
  private final Reprocessing progress;
  private final String task;
  private final Runnable before;
  private final One one;
  private @Nullable Object swept;
  private @Nullable Object sweeping;
  private String fingerprint = "";
  private @Nullable KeyValueIterator<Bytes, byte[]> rest;

  /**
   * Sweep of a task's store.
   *
   * @param what the store holds, for people
   * @param before runs before some keys are looked at, to write what is gathered for them
   */
  public Sweep(
      ProcessorContext<?, ?> context,
      KeyValueStore<Bytes, byte[]> store,
      ErasedIds erased,
      Reprocessing progress,
      String what,
      Runnable before,
      One one) {
    this.context = context;
    this.store = store;
    this.erased = erased;
    this.progress = progress;
    this.task = name(context, what);
    this.before = before;
    this.one = one;
  }

  static String name(ProcessorContext<?, ?> context, String what) {
    return context.taskId() + " erasures among " + what;
  }

  /** Begins to watch, and to sweep where that is due. */
  public void begin() {
    Object now = erased.look();
    byte[] last = store.get(SWEPT_KEY);
    String lastFingerprint = last == null ? "" : new String(last, UTF_8);
    if (erased.fingerprint().equals(lastFingerprint)) {
      swept = now;
      progress.swept(task);
    } else {
      progress.sweeping(task);
    }
    context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, this::goOn);
  }

  private void goOn(long now) {
    Object ids = erased.look();
    if (rest == null && ids == swept) {
      // It may be told of an erasure that it had heard of before.
      progress.swept(task);
      return;
    }
    if (rest == null || ids != sweeping) {
      closeIterator();
      sweeping = ids;
      fingerprint = erased.fingerprint();
      rest = store.all();
    }
    before.run();
    for (int i = 0; i < AT_ONCE && rest.hasNext(); i++) {
      KeyValue<Bytes, byte[]> next = rest.next();
      if (!Reprocess.isOwnKey(next.key)) {
        // The iterator may show what was there before it was written again.
        byte[] stored = store.get(next.key);
        if (stored != null) {
          one.look(next.key, stored, now);
        }
      }
    }
    if (!rest.hasNext()) {
      closeIterator();
      swept = sweeping;
      store.put(SWEPT_KEY, fingerprint.getBytes(UTF_8));
    }
    context.commit();
  }

  /** The task goes elsewhere. */
  public void close() {
    closeIterator();
    progress.sweepHandedOn(task);
  }

  private void closeIterator() {
    if (rest != null) {
      rest.close();
      rest = null;
    }
  }
}
