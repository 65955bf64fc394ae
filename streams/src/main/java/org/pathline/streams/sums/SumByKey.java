package org.pathline.streams.sums;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.streams.check.Faults;
import org.pathline.streams.check.SetAsideBook;
import org.pathline.streams.check.SetAsideSinks;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.commit.OnceAfterStart;

/**
 * Adds changes to the sums of their keys, and publishes once per commit the row of each key whose
 * sums have changed. A key of which no row can be derived is set aside.
 *
 * @param <S> sums of one key
 */
public abstract class SumByKey<S> implements Processor<byte[], byte[], byte[], byte[]> {
  /** A row is of about one kilobyte, whatever it sums up. */
  private static final int MOST_ROW_BYTES = 64 * 1024;

  /**
   * What is summed, and where rows and what has none go.
   *
   * @param sink node that publishes rows
   * @param mostPending sums that a task gathers at most, so that its memory is bounded
   * @param kind what is set aside
   * @param sinks nodes that tell of it
   * @param setAsideName store of it
   */
  public record Place(
      String sink,
      int mostPending,
      SetAsides setAsides,
      SetAsides.Kind kind,
      SetAsideSinks sinks,
      String setAsideName) {
    /** What one row is about, in a word. */
    private String noun() {
      return kind.name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private final Place place;
  private final CommitPace.Activity activity;
  private final Faults faults = new Faults();
  private ProcessorContext<byte[], byte[]> context;
  private SetAsideBook book;
  private PendingSums<S> pending;
  private CommitPace pace;

  /** Processor of sums that go to a place. */
  protected SumByKey(Place place, CommitPace.Activity activity) {
    this.place = place;
    this.activity = activity;
  }

  /** Opens the stores, and has {@link #publishPending} run before each commit; the changes. */
  protected abstract PendingSums<S> open(ProcessorContext<byte[], byte[]> context);

  /** Sums of nothing. */
  protected abstract S nothing();

  /**
   * Adds what a record brings to what is pending, whose estimate of memory grows with it.
   *
   * @param pending changes by key; {@link #pendingOf} makes those that are missing
   */
  protected abstract void add(Record<byte[], byte[]> record, PendingSums<S> pending);

  /** Pending changes of a key. */
  protected final S pendingOf(String key) {
    return pending.byKey().computeIfAbsent(key, absent -> nothing());
  }

  /** Changes what stands under a key, and publishes or withdraws its row. */
  protected abstract void change(String key, S change, Faults counting);

  /** Publishes the row of a key whose sums have not changed, where it differs. */
  protected abstract void publishAgain(String key, Faults counting);

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    book =
        new SetAsideBook(
            place.setAsides(),
            place.kind(),
            place.sinks(),
            context.getStateStore(place.setAsideName()),
            context);
    pending = open(context);
    pace = new CommitPace(context, activity);
    if (!book.isEmpty()) {
      OnceAfterStart.run(context, this::takeUpAgain);
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    if (Canary.is(record.key())) {
      context.forward(record, place.sink());
      return;
    }
    pending.span().received(record);
    add(record, pending);
    if (pending.isFull(place.mostPending())) {
      publishPending();
    }
  }

  /** Publishes the rows of what is pending. */
  protected void publishPending() {
    pending.drain((key, change) -> change(key, change, faults));
  }

  /** Faults of rows in a row. */
  protected Faults faults() {
    return faults;
  }

  /** Takes up again what a release before could not derive; what still fails stays as it is. */
  private void takeUpAgain(long now) {
    pending.span().received(now);
    book.forEachFault(
        id -> {
          String key = new String(id, UTF_8);
          if (!pending.byKey().containsKey(key)) {
            publishAgain(key, new Faults());
          }
        });
  }

  /** Whether a key is set aside. */
  protected boolean isSetAside(String key) {
    return book.has(key.getBytes(UTF_8));
  }

  /**
   * Publishes the row of a key, or sets the key aside.
   *
   * @param excess why there is to be no row; null where there is
   * @param row whatever it throws sets the key aside
   * @param isNews whether a row, or none, is other than what was published
   * @return the row, or null
   */
  protected byte @Nullable [] publish(
      String key,
      @Nullable Violation excess,
      Supplier<byte[]> row,
      Predicate<byte @Nullable []> isNews,
      Faults counting) {
    byte[] published = null;
    Violation why = excess;
    if (why == null) {
      try {
        published = row.get();
        counting.succeeded();
      } catch (RuntimeException fault) {
        why = counting.violation(place.noun(), fault);
      }
    }
    if (published != null && published.length > MOST_ROW_BYTES) {
      published = null;
      why = new Violation(Reason.TOO_LONG, place.noun(), "its row is longer than any needs to be");
    }
    Record<byte[], byte[]> record = at(key);
    if (isNews.test(published)) {
      emit(record.withValue(published));
    }
    if (why == null) {
      book.takeBack(record.key(), record);
    } else {
      book.setAside(record.key(), why, record);
    }
    return published;
  }

  /** Withdraws what was published under a key of which nothing is left. */
  protected void withdraw(String key, boolean isPublished) {
    Record<byte[], byte[]> record = at(key);
    if (isPublished) {
      emit(record);
    }
    book.takeBack(record.key(), record);
  }

  /** Publishes a row, or a tombstone. */
  protected void emit(Record<byte[], byte[]> row) {
    context.forward(row, place.sink());
  }

  /** A record of now, without a value. */
  protected final Record<byte[], byte[]> at(String key) {
    return new Record<>(
        key.getBytes(UTF_8), null, pending.span().latest(), pending.span().headers());
  }
}
