package org.pathline.streams.rosters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Objects;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.policy.Declaration;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.RosterSums;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.streams.check.Faults;
import org.pathline.streams.check.SetAsides;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.codec.RosterCodec;
import org.pathline.streams.codec.RosterCodec.Stored;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.spread.Spread;
import org.pathline.streams.state.Reprocessing;
import org.pathline.streams.state.StateVersion;
import org.pathline.streams.sums.PendingSums;
import org.pathline.streams.sums.SumByKey;

/**
 * Adds changes to the sums of their rosters, and publishes once per commit each row that has
 * changed, be it by its students, by a policy or by the rule.
 */
final class SumRosters extends SumByKey<RosterSums> {
  private static final Duration TICK = Duration.ofMillis(100);

  /**
   * No grade of a school has so many sections of a subject; a roster that has is set aside. It has
   * ids of something else in place of its sections' ids, such as those of enrollments.
   */
  static final int MOST_SECTIONS = 2_000;

  /** Counts, sums, id and entry of a pending section, about. */
  private static final int SECTION_BYTES = 640;

  private final RosterCodec codec = new RosterCodec();
  private final Rows rows;
  private final StateVersion version;
  private final Reprocessing rederivation;
  private KeyValueStore<Bytes, byte[]> store;
  private RosterStore rosters;
  private PendingRows pending;
  private String task;
  private boolean ruleIsSaved;
  private @Nullable Cancellable labellingAnew;
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
      Reprocessing rederivation,
      CommitPace.Activity activity) {
    super(
        new Place(
            RostersTopology.SORTING_SINK,
            RostersTopology.MOST_PENDING,
            setAsides,
            SetAsides.Kind.ROSTER,
            RostersTopology.OF_ROSTERS,
            RostersTopology.SET_ASIDE_ROSTERS),
        activity);
    this.rows = rows;
    version = StateVersion.ofSorting(rule);
    this.rederivation = rederivation;
  }

  @Override
  protected PendingSums<RosterSums> open(ProcessorContext<byte[], byte[]> context) {
    store = context.getStateStore(RostersTopology.ROSTER_SUMS);
    rosters = new RosterStore(store);
    CommitBuffer<PendingRows> buffer = context.getStateStore(RostersTopology.PENDING_ROWS);
    pending = buffer.content();
    buffer.beforeCommit(context, this::beforeCommit);
    labelAnewWhereTheRuleDiffers(context);
    return pending.changed();
  }

  @Override
  protected RosterSums nothing() {
    return new RosterSums();
  }

  @Override
  protected void add(Record<byte[], byte[]> record, PendingSums<RosterSums> changed) {
    RosterSums changes = pendingOf(new String(record.key(), UTF_8));
    int sections = changes.sections().size();
    changes.add(codec.decode(record.value()).sums());
    changed.grew((long) SECTION_BYTES * (changes.sections().size() - sections));
  }

  private void beforeCommit() {
    publishPending();
    commits++;
  }

  @Override
  protected void publishPending() {
    if (pending.changed().byKey().isEmpty() && pending.touched().isEmpty()) {
      return;
    }
    if (!ruleIsSaved) {
      store.put(StateVersion.KEY, version.toBytes());
      ruleIsSaved = true;
    }
    pending.touched().forEach(this::labelAnew);
    pending.touched().clear();
    super.publishPending();
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
          if (!pending.changed().byKey().containsKey(key)) {
            publishAgain(key, rosters.decode(record.value), faults());
          }
        }
      }
    }
  }

  @Override
  protected void publishAgain(String key, Faults counting) {
    publishAgain(key, rosters.get(key), counting);
  }

  private void publishAgain(String key, Stored roster, Faults counting) {
    if (roster.sections() > 0) {
      long published = publish(key, roster, counting);
      if (published != roster.published()) {
        rosters.put(key, published(roster, published));
      }
    }
  }

  @Override
  protected void change(String key, RosterSums change, Faults counting) {
    Stored roster = rosters.changed(key, change);
    if (roster.sections() > 0) {
      rosters.put(key, published(roster, publish(key, roster, counting)));
    } else {
      rosters.delete(key, roster);
      withdraw(key, roster.published() != Fingerprint.NONE);
    }
  }

  private static Stored published(Stored roster, long published) {
    return new Stored(published, roster.sections(), roster.sums(), roster.extent());
  }

  /** Publishes the row where it differs, or sets the roster aside; the row's fingerprint. */
  private long publish(String key, Stored roster, Faults counting) {
    Violation excess =
        roster.sections() <= MOST_SECTIONS
            ? null
            : new Violation(
                Reason.TOO_MANY_SECTIONS,
                "sectionId",
                "more than " + MOST_SECTIONS + " sections of one subject in one grade of a school");
    // Outside what sets a roster aside: a store that fails is no fault of a rule.
    RosterSums sums = excess == null ? rosters.sums(key, roster) : null;
    byte[] row =
        publish(
            key,
            excess,
            () -> row(key, Objects.requireNonNull(sums)),
            each -> fingerprint(each) != roster.published(),
            counting);
    return fingerprint(row);
  }

  private static long fingerprint(byte @Nullable [] row) {
    return row == null ? Fingerprint.NONE : Fingerprint.of(row);
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

  private void labelAnewWhereTheRuleDiffers(ProcessorContext<byte[], byte[]> context) {
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
                Objects.requireNonNull(labellingAnew).cancel();
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
