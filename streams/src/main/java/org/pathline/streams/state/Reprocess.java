package org.pathline.streams.state;

import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Derives what a store holds anew where other settings or rules made it: some keys at a time beside
 * the usual work, and from where it was when the process ended.
 */
public final class Reprocess {
  /** Derives what is stored under one key anew, and writes it where it differs. */
  @FunctionalInterface
  public interface One {
    void derive(Bytes key, byte[] stored, long now);
  }

  /** The last key that was done, behind the version it was done for. */
  private static final Bytes PROGRESS_KEY = Bytes.wrap(new byte[] {0});

  private static final Duration EVERY = Duration.ofMillis(10);
  private static final int AT_ONCE = 500;

  private final ProcessorContext<?, ?> context;
  private final KeyValueStore<Bytes, byte[]> store;
  private final StateVersion current;
  private final Reprocessing rederivation;
  private final String task;
  private final Runnable before;
  private final One one;
  private @Nullable StateVersion unsaved;
  private @Nullable StateVersion built;
  private @Nullable KeyValueIterator<Bytes, byte[]> rest;
  private @Nullable Cancellable schedule;
  private boolean settled;

  /**
   * Reprocessing of a task's store.
   *
   * @param what the store holds, for people
   * @param before runs before some keys are done, to write what is gathered for them
   */
  public Reprocess(
      ProcessorContext<?, ?> context,
      KeyValueStore<Bytes, byte[]> store,
      StateVersion current,
      Reprocessing rederivation,
      String what,
      Runnable before,
      One one) {
    this.context = context;
    this.store = store;
    this.current = current;
    this.rederivation = rederivation;
    this.task = context.taskId() + " " + what;
    this.before = before;
    this.one = one;
  }

  /** Whether a key of the store is not what the store is about. */
  public static boolean isOwnKey(Bytes key) {
    return key.equals(StateVersion.KEY) || SpreadFacts.isKeyOfAPart(key.get());
  }

  /** Begins where the store's version is another one. */
  public void begin() {
    built = StateVersion.ofBytes(store.get(StateVersion.KEY));
    boolean isNew = built == null && isEmpty(store);
    if (isNew || current.equals(built)) {
      rederivation.ended(task);
      // Written with the first work: what is put outside of processing is not committed by itself.
      unsaved = isNew ? current : null;
      return;
    }
    rederivation.begun(
        task, built == null ? "rules of an older release" : built.toString(), current);
    rest = rest();
    schedule = context.schedule(EVERY, PunctuationType.WALL_CLOCK_TIME, this::goOn);
  }

  /** Whether a store holds nothing, not even of its own. */
  public static boolean isEmpty(KeyValueStore<Bytes, byte[]> store) {
    try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
      return !all.hasNext();
    }
  }

  /** Whether the settings are others than those that made the state. */
  public boolean settingsDiffer() {
    return built == null || !built.settings().equals(current.settings());
  }

  /** Writes the version of a store that had nothing in it; to be called with the first work. */
  public void working() {
    if (unsaved != null) {
      store.put(StateVersion.KEY, unsaved.toBytes());
      unsaved = null;
    }
  }

  /** The task goes elsewhere. */
  public void close() {
    if (rest != null) {
      rest.close();
      rest = null;
    }
    rederivation.handedOn(task);
  }

  /** What is left: everything, or what follows the last key that was done for this version. */
  private KeyValueIterator<Bytes, byte[]> rest() {
    byte[] version = current.toBytes();
    byte[] progress = store.get(PROGRESS_KEY);
    boolean goesOn =
        progress != null
            && progress.length > version.length
            && progress[version.length] == 0
            && Arrays.equals(progress, 0, version.length, version, 0, version.length);
    return goesOn
        ? store.range(
            Bytes.wrap(Arrays.copyOfRange(progress, version.length + 1, progress.length)), null)
        : store.all();
  }

  private void goOn(long now) {
    if (rest != null) {
      before.run();
      Bytes last = null;
      for (int i = 0; i < AT_ONCE && rest.hasNext(); i++) {
        KeyValue<Bytes, byte[]> next = rest.next();
        if (isOwnKey(next.key)) {
          continue;
        }
        // The iterator may show what was there before it was written again.
        byte[] stored = store.get(next.key);
        if (stored != null) {
          one.derive(next.key, stored, now);
          rederivation.advanced(1);
        }
        last = next.key;
      }
      save(rest, last);
    } else if (settled) {
      Objects.requireNonNull(schedule).cancel();
      rederivation.ended(task);
    } else {
      // The commit that the last time asked for came right after it; one more is asked for, so that
      // what others read of this is behind, too.
      settled = true;
    }
    context.commit();
  }

  private void save(KeyValueIterator<Bytes, byte[]> all, @Nullable Bytes last) {
    if (!all.hasNext()) {
      all.close();
      rest = null;
      store.put(StateVersion.KEY, current.toBytes());
      store.delete(PROGRESS_KEY);
      settled = false;
    } else if (last != null) {
      byte[] version = current.toBytes();
      byte[] progress = Arrays.copyOf(version, version.length + 1 + last.get().length);
      System.arraycopy(last.get(), 0, progress, version.length + 1, last.get().length);
      store.put(PROGRESS_KEY, progress);
    }
  }
}
