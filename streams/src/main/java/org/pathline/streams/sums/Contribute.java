package org.pathline.streams.sums;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.SortedMap;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.UnknownSettingsException;
import org.pathline.events.Pathway;
import org.pathline.streams.Stages;
import org.pathline.streams.check.Faults;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.ingest.IngestTime;
import org.pathline.streams.ingest.ReadPosition;
import org.pathline.streams.source.FirstProcessor;

/**
 * Turns what a student contributes into "minus what it was before, plus what it is now", summed per
 * key until the commit. What is to be seen together leaves in one record, minus and plus alike.
 *
 * <p>A student whose contribution cannot be derived is set aside: the old one is taken away, and
 * the pathway kept for a release that can.
 *
 * @param <C> what one student contributes
 * @param <S> sums of contributions
 */
public final class Contribute<C, S> implements FirstProcessor<Pathway> {
  /** The node after this one that takes the changes. */
  private static final String CHANGES = Stages.into(Contributions.CHANGES);

  /** Half of what a broker takes by default; the widest pathways contribute less. */
  private static final int MOST_STORED_BYTES = 512 * 1024;

  private final String storeName;
  private final String bufferName;
  private final Contributing<C, S> contributing;
  private final SetAsidePathways.Place setAsidePlace;
  private final ReadAgain readAgain;
  private final int mostPending;
  private final Faults faults = new Faults();
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private SetAsidePathways setAside;
  private PendingChanges<S> pending;
  private ReadPosition read = ReadPosition.UNKNOWN;

  /**
   * Processor over a store of the last contributions and a buffer of {@link PendingChanges}.
   *
   * @param contributing this processor's own
   * @param setAsidePlace of students without a contribution
   * @param readAgain this processor's own
   * @param mostPending how many sums are gathered at most, so that memory is bounded
   */
  public Contribute(
      String storeName,
      String bufferName,
      Contributing<C, S> contributing,
      SetAsidePathways.Place setAsidePlace,
      ReadAgain readAgain,
      int mostPending) {
    this.storeName = storeName;
    this.bufferName = bufferName;
    this.contributing = contributing;
    this.setAsidePlace = setAsidePlace;
    this.readAgain = readAgain;
    this.mostPending = mostPending;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    store = context.getStateStore(storeName);
    CommitBuffer<PendingChanges<S>> buffer = context.getStateStore(bufferName);
    pending = buffer.content();
    buffer.beforeCommit(context, this::beforeCommit);
    setAside = setAsidePlace.in(context);
    setAside.onceAfterStart(this::takeUpAgain);
    readAgain.begin(context, store);
  }

  private void beforeCommit() {
    forwardPending();
    readAgain.committing();
  }

  @Override
  public void close() {
    readAgain.close();
  }

  @Override
  public void process(Record<byte[], byte[]> arrived, @Nullable Pathway pathway) {
    Record<byte[], byte[]> record = IngestTime.only(arrived);
    if (Canary.is(record.key())) {
      // It has no contribution, and its tombstone passes on to show that this works.
      context.forward(record.withValue(null), CHANGES);
      return;
    }
    readAgain.received();
    pending.span().received(record);
    if (pathway == null) {
      replace(record.key(), null, null, faults);
      setAside.forget(record);
    } else {
      Violation why = arrive(record, pathway, faults);
      if (why == null) {
        setAside.forget(record);
      } else {
        setAside.keep(record, why);
      }
    }
    context
        .recordMetadata()
        .ifPresent(at -> read = new ReadPosition(at.partition(), at.offset() + 1));
    forwardWhereFull();
  }

  /**
   * Takes a pathway in; why it is to be set aside, or null.
   *
   * <p>Only rules are tried: an exception of a store or a producer is nobody's fault, and goes on.
   */
  private @Nullable Violation arrive(
      Record<byte[], byte[]> record, Pathway pathway, Faults counting) {
    C contribution = null;
    byte[] stored = null;
    Violation why;
    try {
      contribution = contributing.of(pathway);
      why = contributing.excess(contribution);
      stored = why == null ? contributing.stored(contribution) : null;
    } catch (UnknownSettingsException unknown) {
      // Another release wrote it, or will read it: no fault of this one, however many there are.
      why =
          new Violation(
              Reason.UNKNOWN_SETTINGS,
              "settings",
              Shortened.text(String.valueOf(unknown.getMessage())));
    } catch (RuntimeException fault) {
      why = counting.violation("student", fault);
    }
    if (stored != null && stored.length > MOST_STORED_BYTES) {
      why = new Violation(Reason.TOO_MANY_VALUES, "pathway", "contributes more than can be kept");
    }
    if (why != null) {
      replace(record.key(), null, null, counting);
      return why;
    }
    why = replace(record.key(), contribution, stored, counting);
    if (why == null) {
      counting.succeeded();
    }
    return why;
  }

  /** Puts a contribution in place of that before; why it cannot be added, or null. */
  private @Nullable Violation replace(
      byte[] student, @Nullable C contribution, byte @Nullable [] after, Faults counting) {
    Bytes key = Bytes.wrap(student);
    byte[] before = store.get(key);
    if (Arrays.equals(before, after)) {
      return null;
    }
    if (before != null) {
      pending.add(contributing, contributing.contribution(before), -1);
    }
    Violation why = after == null || contribution == null ? null : add(contribution, counting);
    if (after != null && why == null) {
      store.put(key, after);
    } else if (before != null) {
      store.delete(key);
    }
    return why;
  }

  /** Adds all of a contribution, or nothing where that fails. */
  private @Nullable Violation add(C contribution, Faults counting) {
    try {
      pending.add(contributing, contribution, 1);
      return null;
    } catch (RuntimeException fault) {
      try {
        pending.add(contributing, contribution, -1);
      } catch (RuntimeException again) {
        // It fails where it failed before, having taken away what was added until then.
        fault.addSuppressed(again);
      }
      return counting.violation("student", fault);
    }
  }

  /** Takes up again what a release before could not derive; what still fails stays as it is. */
  private void takeUpAgain(Record<byte[], byte[]> record, Pathway pathway) {
    pending.span().received(record.timestamp());
    if (arrive(record, pathway, new Faults()) == null) {
      setAside.forget(record);
    }
    forwardWhereFull();
  }

  /** Between two students only, so that no record takes from a sum what the next one gives. */
  private void forwardWhereFull() {
    if (pending.isFull(mostPending)) {
      forwardPending();
    } else {
      pending.drainFull(this::forward);
    }
  }

  private void forwardPending() {
    pending.drain(this::forward);
  }

  private void forward(String together, SortedMap<String, S> sums) {
    sums.values().removeIf(contributing::isZero);
    if (!sums.isEmpty()) {
      contributing.changes(
          sums,
          read,
          changes ->
              context.forward(
                  new Record<>(
                      together.getBytes(UTF_8),
                      changes,
                      pending.span().latest(),
                      pending.span().headers()),
                  CHANGES));
    }
  }
}
