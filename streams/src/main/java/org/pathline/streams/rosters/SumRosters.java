package org.pathline.streams.rosters;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
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
import org.pathline.domain.policy.Declaration;
import org.pathline.domain.sorting.RosterKey;
import org.pathline.domain.sorting.Sorting;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.streams.codec.Fingerprint;
import org.pathline.streams.codec.RosterCodec;
import org.pathline.streams.codec.RosterCodec.Stored;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.OldestIngest;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.state.Rederivation;

/**
 * Adds changes to the sums of their rosters, and publishes once per commit each row that has
 * changed, be it by its students, by a policy or by the rule.
 */
final class SumRosters implements Processor<byte[], byte[], byte[], byte[]> {
  /** Key of the rule in the store; the key of a roster is never empty. */
  private static final Bytes RULE_KEY = Bytes.wrap(new byte[0]);

  private static final Duration TICK = Duration.ofMillis(100);

  private final RosterCodec codec = new RosterCodec();
  private final OldestIngest oldestIngest = new OldestIngest();
  private final int schemaId;
  private final SortingRule rule;
  private final Rederivation rederivation;
  private final CommitPace.Activity activity;
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private PendingRows pending;
  private CommitPace pace;
  private String task;
  private boolean ruleIsSaved;
  private Cancellable labellingAnew;
  private long commits;

  SumRosters(
      int schemaId, SortingRule rule, Rederivation rederivation, CommitPace.Activity activity) {
    this.schemaId = schemaId;
    this.rule = rule;
    this.rederivation = rederivation;
    this.activity = activity;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    store = context.getStateStore(RostersTopology.ROSTER_SUMS);
    CommitBuffer<PendingRows> buffer = context.getStateStore(RostersTopology.PENDING_ROWS);
    pending = buffer.content();
    buffer.beforeCommit(context, this::beforeCommit);
    pace = new CommitPace(context, activity);
    labelAnewWhereTheRuleDiffers();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    pace.received(record.timestamp());
    if (Canary.is(record.key())) {
      context.forward(record);
      return;
    }
    oldestIngest.received(record.headers());
    pending.received(record.timestamp());
    pending
        .changed()
        .byKey()
        .computeIfAbsent(
            new String(record.key(), UTF_8),
            absent -> codec.decode(store.get(Bytes.wrap(record.key()))))
        .sums()
        .add(codec.decode(record.value()).sums());
    if (pending.changed().byKey().size() >= RostersTopology.MOST_PENDING) {
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
      store.put(RULE_KEY, rule.toString().getBytes(UTF_8));
      ruleIsSaved = true;
    }
    pending.touched().forEach(this::labelAnew);
    pending.touched().clear();
    pending.changed().drain(this::publish);
    oldestIngest.clear();
  }

  /** Publishes what differs of the rosters whose keys begin so and whose sums have not changed. */
  private void labelAnew(String beginning) {
    try (KeyValueIterator<Bytes, byte[]> rosters =
        beginning.equals(PendingRows.ALL)
            ? store.all()
            : store.prefixScan(beginning, new StringSerializer())) {
      while (rosters.hasNext()) {
        KeyValue<Bytes, byte[]> roster = rosters.next();
        String key = new String(roster.key.get(), UTF_8);
        if (!roster.key.equals(RULE_KEY) && !pending.changed().byKey().containsKey(key)) {
          Stored stored = codec.decode(roster.value);
          byte[] row = row(key, stored);
          if (Fingerprint.of(row) != stored.published()) {
            publish(key, stored, row);
          }
        }
      }
    }
  }

  private void publish(String key, Stored roster) {
    if (!roster.sums().isEmpty()) {
      publish(key, roster, row(key, roster));
      return;
    }
    store.delete(Bytes.wrap(key.getBytes(UTF_8)));
    if (roster.published() != Fingerprint.NONE) {
      forward(key, null);
    }
  }

  private void publish(String key, Stored roster, byte[] row) {
    long fingerprint = Fingerprint.of(row);
    store.put(
        Bytes.wrap(key.getBytes(UTF_8)), codec.encode(new Stored(fingerprint, roster.sums())));
    if (fingerprint != roster.published()) {
      forward(key, row);
    }
  }

  private void forward(String key, byte[] row) {
    context.forward(
        new Record<>(key.getBytes(UTF_8), row, pending.latestIngest(), oldestIngest.headers()));
  }

  private byte[] row(String text, Stored roster) {
    RosterKey key = RosterKey.parse(text);
    Declaration declaration =
        pending
            .policies()
            .inForce(
                key.districtId(),
                key.schoolId(),
                key.subject(),
                key.gradeLevel(),
                key.schoolYear());
    return WireFormat.value(
        schemaId, PublishedSorting.of(key, Sorting.of(roster.sums()), declaration, rule));
  }

  private void labelAnewWhereTheRuleDiffers() {
    task = RostersTopology.APPLICATION_ID + " " + context.taskId();
    byte[] built = store.get(RULE_KEY);
    String current = rule.toString();
    ruleIsSaved = built != null && Arrays.equals(built, current.getBytes(UTF_8));
    if (built == null || ruleIsSaved) {
      rederivation.ended(task);
      return;
    }
    rederivation.begun(task, new String(built, UTF_8), current);
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
