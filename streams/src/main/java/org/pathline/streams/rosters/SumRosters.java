package org.pathline.streams.rosters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Canary;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.policy.Declaration;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.streams.check.Faults;
import org.pathline.streams.check.SetAsideBook;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.codec.RosterCodec;
import org.pathline.streams.codec.RosterCodec.Stored;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.commit.OnceAfterStart;
import org.pathline.streams.ingest.OldestIngest;
import org.pathline.streams.spread.Spread;
import org.pathline.streams.state.Rederivation;
import org.pathline.streams.state.StateVersion;

/**
 * Adds changes to the sums of their rosters, and publishes once per commit each row that has
 * changed, be it by its students, by a policy or by the rule.
 */
final class SumRosters implements Processor<byte[], byte[], byte[], byte[]> {
  private static final Duration TICK = Duration.ofMillis(100);

  /** The sink of rows. */
  static final String SORTING_SINK = "publish-sorting";

  /**
   * No grade of a school has so many sections of a subject; a roster that has is set aside. It has
   * ids of something else in place of its sections' ids, such as those of enrollments.
   */
  static final int MOST_SECTIONS = 2_000;

  /** A row is of about one kilobyte, whatever the roster. */
  private static final int MOST_ROW_BYTES = 64 * 1024;

  /** Counts, sums, id and entry of a pending section, about. */
  private static final int SECTION_BYTES = 640;

  private final RosterCodec codec = new RosterCodec();
  private final OldestIngest oldestIngest = new OldestIngest();
  private final Faults faults = new Faults();
  private final Rows rows;
  private final SetAsides setAsides;
  private final StateVersion version;
  private final Rederivation rederivation;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private RosterStore rosters;
  private SetAsideBook book;
  private PendingRows pending;
  private CommitPace pace;
  private String task;
  private boolean ruleIsSaved;
  private Cancellable labellingAnew;
  private long commits;

  /** Rows of rosters as they are published; whatever it throws sets the roster aside. */
  @FunctionalInterface
  interface Rows {
    byte[] of(RosterKey key, RosterSums sums, Declaration declaration);
  }

  SumRosters(
      Rows rows,
      SetAsides setAsides,
      SortingRule rule,
      Rederivation rederivation,
      CommitPace.Activity activity) {
    this.rows = rows;
    this.setAsides = setAsides;
    version = StateVersion.ofSorting(rule);
    this.rederivation = rederivation;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    store = context.getStateStore(RostersTopology.ROSTER_SUMS);
    rosters = new RosterStore(store);
    book =
        new SetAsideBook(
            setAsides,
            SetAsides.Kind.ROSTER,
            RostersTopology.OF_ROSTERS,
            context.getStateStore(RostersTopology.SET_ASIDE_ROSTERS),
            context);
    CommitBuffer<PendingRows> buffer = context.getStateStore(RostersTopology.PENDING_ROWS);
    pending = buffer.content();
    buffer.beforeCommit(context, this::beforeCommit);
    pace = new CommitPace(context, activity);
    labelAnewWhereTheRuleDiffers();
    if (!book.isEmpty()) {
      OnceAfterStart.run(context, now -> takeUpAgain());
    }
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    if (Canary.is(record.key())) {
      context.forward(record, SORTING_SINK);
      return;
    }
    oldestIngest.received(record.headers());
    pending.received(record.timestamp());
    RosterSums sums =
        pending
            .changed()
            .byKey()
            .computeIfAbsent(new String(record.key(), UTF_8), absent -> new RosterSums());
    int sections = sums.sections().size();
    sums.add(codec.decode(record.value()).sums());
    pending.changed().grew((long) SECTION_BYTES * (sums.sections().size() - sections));
    if (pending.changed().isFull(RostersTopology.MOST_PENDING)) {
      publishPending();
    }
  }

  private void beforeCommit() {
    publishPending();
    commits++;
  }

  private void publishPending() {
    boolean nothing = pending.changed().byKey().isEmpty() && pending.touched().isEmpty();
    if (nothing) {
      return;
    }
    if (!ruleIsSaved) {
      store.put(StateVersion.KEY, version.toBytes());
      ruleIsSaved = true;
    }
    pending.touched().forEach(this::labelAnew);
    pending.touched().clear();
    pending.changed().drain(this::change);
    oldestIngest.clear();
  }

  /** Publishes what differs of the rosters whose keys begin so and whose sums have not changed. */
  private void labelAnew(String beginning) {
    try (KeyValueIterator<Bytes, byte[]> records =
        beginning.equals(PendingRows.ALL)
            ? store.all()
            : store.prefixScan(beginning, new StringSerializer())) {
      while (records.hasNext()) {
        KeyValue<Bytes, byte[]> record = records.next();
        if (!record.key.equals(StateVersion.KEY) && !Spread.isPart(record.key)) {
          String key = new String(record.key.get(), UTF_8);
          publishAgain(key, rosters.decode(record.value), faults);
        }
      }
    }
  }

  /** Publishes the row of a roster whose sums have not changed, where it differs. */
  private void publishAgain(String key, Stored roster, Faults counting) {
    if (roster.sections() > 0 && !pending.changed().byKey().containsKey(key)) {
      long published = publish(key, roster, counting);
      if (published != roster.published()) {
        rosters.put(key, published(roster, published));
      }
    }
  }

  /** Takes up again what a release before could not derive; what still fails stays as it is. */
  private void takeUpAgain() {
    book.forEachFault(
        id -> {
          String key = new String(id, UTF_8);
          publishAgain(key, rosters.get(key), new Faults());
        });
  }

  private void change(String key, RosterSums change) {
    Stored roster = rosters.changed(key, change);
    if (roster.sections() > 0) {
      rosters.put(key, published(roster, publish(key, roster, faults)));
      return;
    }
    rosters.delete(key, roster);
    if (roster.published() != Fingerprint.NONE) {
      forward(key, null);
    }
    book.takeBack(key.getBytes(UTF_8), at());
  }

  private static Stored published(Stored roster, long published) {
    return new Stored(published, roster.sections(), roster.sums(), roster.extent());
  }

  /** Publishes the row where it differs, or sets the roster aside; the row's fingerprint. */
  private long publish(String key, Stored roster, Faults counting) {
    byte[] row = null;
    Violation why = null;
    if (roster.sections() > MOST_SECTIONS) {
      why =
          new Violation(
              Reason.TOO_MANY_SECTIONS,
              "sectionId",
              "more than " + MOST_SECTIONS + " sections of one subject in one grade of a school");
    } else {
      RosterSums sums = rosters.sums(key, roster);
      try {
        row = row(key, sums);
        counting.succeeded();
      } catch (RuntimeException fault) {
        why = counting.violation("roster", fault);
      }
    }
    if (row != null && row.length > MOST_ROW_BYTES) {
      row = null;
      why = new Violation(Reason.TOO_LONG, "roster", "its row is longer than any needs to be");
    }
    long published = row == null ? Fingerprint.NONE : Fingerprint.of(row);
    if (published != roster.published()) {
      forward(key, row);
    }
    if (why == null) {
      book.takeBack(key.getBytes(UTF_8), at());
    } else {
      book.setAside(key.getBytes(UTF_8), why, at());
    }
    return published;
  }

  private void forward(String key, byte[] row) {
    context.forward(at().withKey(key.getBytes(UTF_8)).withValue(row), SORTING_SINK);
  }

  /** A record of now, without key and value. */
  private Record<byte[], byte[]> at() {
    return new Record<>(null, null, pending.latestIngest(), oldestIngest.headers());
  }

  private byte[] row(String text, RosterSums sums) {
    RosterKey key = RosterKey.parse(text);
    return rows.of(
        key,
        sums,
        pending
            .policies()
            .inForce(
                key.districtId(),
                key.schoolId(),
                key.subject(),
                key.gradeLevel(),
                key.schoolYear()));
  }

  private void labelAnewWhereTheRuleDiffers() {
    task = RostersTopology.APPLICATION_ID + " " + context.taskId();
    StateVersion built = StateVersion.ofBytes(store.get(StateVersion.KEY));
    ruleIsSaved = version.equals(built);
    if (built == null || ruleIsSaved) {
      rederivation.ended(task);
      return;
    }
    rederivation.begun(task, built, version);
    pending.touched().add(PendingRows.ALL);
    commits = 0;
    labellingAnew =
        context.schedule(
            TICK,
            PunctuationType.WALL_CLOCK_TIME,
            now -> {
              if (commits > 0) {
                labellingAnew.cancel();
                rederivation.ended(task);
              }
              context.commit();
            });
  }

  @Override
  public void close() {
    if (task != null) {
      rederivation.handedOn(task);
    }
  }
}
