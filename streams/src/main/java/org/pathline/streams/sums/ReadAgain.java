package org.pathline.streams.sums;

import java.util.Objects;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.arrival.Rereading;
import org.pathline.streams.state.Reprocess;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.StateVersion;

/**
 * Has a task read the pathways again from the beginning where other rules drew what its store holds
 * of them.
 *
 * <p>What a student contributed is kept as it was drawn, so the old is taken away and the new added
 * as with any change of a pathway, and the sums are right on the way, too. The version is written
 * with the first pathway that is read again: from then on the committed position says how far it
 * is, and a restart goes on from there.
 */
public final class ReadAgain {
  private final StateVersion current;
  private final Rereading rereading;
  private final Reprocessing rederivation;
  private @Nullable KeyValueStore<Bytes, byte[]> store;
  private @Nullable String task;
  private boolean isWritten;
  private boolean isAwaited;

  /**
   * Reading again for one task.
   *
   * @param current rules of this release
   * @param rederivation is told while nothing was read again yet
   */
  public ReadAgain(StateVersion current, Rereading rereading, Reprocessing rederivation) {
    this.current = current;
    this.rereading = rereading;
    this.rederivation = rederivation;
  }

  void begin(ProcessorContext<?, ?> context, KeyValueStore<Bytes, byte[]> store) {
    this.store = store;
    task = context.taskId() + " " + current.settings();
    StateVersion built = StateVersion.ofBytes(store.get(StateVersion.KEY));
    if (built == null && !Reprocess.isEmpty(store)) {
      built = StateVersion.ofTheFirstRelease(current.settings());
    }
    isWritten = current.equals(built);
    if (built == null || isWritten) {
      isAwaited = false;
      rederivation.ended(task);
    } else {
      isAwaited = true;
      rederivation.begun(task, built, current);
      rereading.readAgain(
          new TopicPartition(TopicCatalogue.PATHWAYS.name(), context.taskId().partition()));
    }
  }

  /** Notes a pathway. */
  void received() {
    if (!isWritten) {
      Objects.requireNonNull(store).put(StateVersion.KEY, current.toBytes());
      isWritten = true;
    }
  }

  /** Notes a commit: the position has gone back, and what is left shows as lag. */
  void committing() {
    if (isAwaited && isWritten) {
      isAwaited = false;
      rederivation.ended(Objects.requireNonNull(task));
    }
  }

  void close() {
    if (task != null) {
      rederivation.handedOn(task);
    }
  }
}
