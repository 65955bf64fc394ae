package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Arrays;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.Settings;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.commit.CommitPace;
import org.pathline.streams.ingest.IngestTime;
import org.pathline.streams.pathways.PendingStudents.Pending;

/**
 * Gathers each student's facts and folds them into the store before the commit, once per student.
 *
 * <p>Facts in a partition where their student does not live are sent on to the right one: only a
 * misplaced fact pays for the detour.
 */
final class FoldFacts implements Processor<byte[], Fact, byte[], Emission> {
  /** Key of the settings in the store; no student has an empty id. */
  static final Bytes SETTINGS_KEY = Bytes.wrap(new byte[0]);

  private static final Duration REDERIVE_EVERY = Duration.ofMillis(10);
  private static final int REDERIVE_AT_ONCE = 500;

  private final Settings settings;
  private final int partitions;
  private final int mostPending;
  private final StudentFold fold;
  private final Rejections rejections;
  private final Rederivation rederivation;
  private final CommitPace.Activity activity;

  private ProcessorContext<byte[], Emission> context;
  private KeyValueStore<Bytes, byte[]> store;
  private PendingStudents pending;
  private CommitPace pace;
  private byte[] unsavedSettings;
  private String task;
  private long commits;
  private KeyValueIterator<Bytes, byte[]> toRederive;
  private Cancellable rederiving;
  private byte[] lastKey = {};
  private String lastId = "";
  private boolean lastIsHome;

  FoldFacts(PathwaysTopology topology, StudentFold fold, Rejections rejections) {
    this.settings = topology.settings();
    this.partitions = topology.contract().partitions();
    this.mostPending = topology.mostPending();
    this.rederivation = topology.rederivation();
    this.activity = topology.activity();
    this.fold = fold;
    this.rejections = rejections;
  }

  @Override
  public void init(ProcessorContext<byte[], Emission> context) {
    this.context = context;
    unsavedSettings = null;
    toRederive = null;
    store = context.getStateStore(PathwaysTopology.STUDENT_FACTS);
    CommitBuffer<PendingStudents> buffer = context.getStateStore(PathwaysTopology.PENDING);
    pending = buffer.content();
    buffer.beforeCommit(context, this::beforeCommit);
    pace = new CommitPace(context, activity);
    rederiveWhereSettingsDiffer();
  }

  @Override
  public void process(Record<byte[], Fact> record) {
    Fact fact = record.value();
    pace.received(record.timestamp());
    Violation violation = keyViolation(record.key(), fact);
    if (violation == null) {
      violation = FactRules.firstViolation(fact);
    }
    if (violation != null) {
      forward(
          Emission.Kind.REJECTION,
          fact.envelope().studentId(),
          rejections.encode(fact, violation, context),
          record.timestamp(),
          IngestTime.UNKNOWN);
      return;
    }
    if (!lastIsHome) {
      byte[] body = fold.factCodec().encode(fact);
      forward(
          Emission.Kind.TRANSFER,
          lastId,
          new Transfer.Misplaced(fact.type(), body).toBytes(),
          record.timestamp(),
          IngestTime.of(record.headers(), record.timestamp()));
      return;
    }
    pending.of(lastId, record).facts.add(fact);
    if (pending.count() >= mostPending) {
      foldPending();
    }
  }

  /** Checks the key, and notes whether this is the partition where the key belongs. */
  private Violation keyViolation(byte[] key, Fact fact) {
    String id = fact.envelope().studentId();
    if (key == null || !Arrays.equals(key, lastKey)) {
      lastKey = key == null ? new byte[0] : key;
      lastId = new String(lastKey, UTF_8);
      lastIsHome =
          BuiltInPartitioner.partitionForKey(lastKey, partitions) == context.taskId().partition();
    }
    return id.equals(lastId)
        ? null
        : new Violation(
            Reason.KEY_MISMATCH,
            "studentId",
            "is '" + id + "' but the record key is '" + lastId + "'");
  }

  private void beforeCommit() {
    foldPending();
    commits++;
  }

  private void foldPending() {
    if (pending.count() == 0) {
      return;
    }
    if (unsavedSettings != null) {
      store.put(SETTINGS_KEY, unsavedSettings);
      unsavedSettings = null;
    }
    pending.drain(this::foldOne);
  }

  @Override
  public void close() {
    if (task != null) {
      rederivation.handedOn(task);
    }
  }

  private void foldOne(Pending arrived) {
    Bytes key = Bytes.wrap(arrived.studentId.getBytes(UTF_8));
    byte[] stored = store.get(key);
    byte[] folded =
        fold.fold(
            arrived,
            stored,
            (kind, id, value) -> forward(kind, id, value, arrived.ingestTime, arrived.publishedAt));
    put(key, stored, folded);
  }

  private void put(Bytes key, byte[] stored, byte[] changed) {
    if (changed == stored) {
      return;
    }
    if (changed == null) {
      store.delete(key);
    } else {
      store.put(key, changed);
    }
  }

  private void forward(
      Emission.Kind kind, String key, byte[] value, long timestamp, long publishedAt) {
    context.forward(
        new Record<>(
            key.getBytes(UTF_8),
            new Emission(kind, value),
            timestamp,
            IngestTime.headers(publishedAt)));
  }

  private void rederiveWhereSettingsDiffer() {
    byte[] current = settings.toString().getBytes(UTF_8);
    byte[] built = store.get(SETTINGS_KEY);
    task = context.taskId().toString();
    if (built == null || Arrays.equals(current, built)) {
      rederivation.ended(task);
      // Written with the first fold: what is put outside of processing is not committed by itself.
      unsavedSettings = built == null ? current : null;
      return;
    }
    rederivation.begun(task, new String(built, UTF_8), settings.toString());
    toRederive = store.all();
    rederiving =
        context.schedule(
            REDERIVE_EVERY,
            PunctuationType.WALL_CLOCK_TIME,
            now -> {
              if (toRederive != null) {
                rederiveSome(now);
              } else if (commits > 0) {
                rederiving.cancel();
                rederivation.ended(task);
              }
              context.commit();
            });
  }

  private void rederiveSome(long now) {
    // What is pending goes first, so that the state read below is not overwritten by an older one.
    foldPending();
    for (int i = 0; i < REDERIVE_AT_ONCE && toRederive.hasNext(); i++) {
      KeyValue<Bytes, byte[]> next = toRederive.next();
      if (next.key.equals(SETTINGS_KEY)) {
        continue;
      }
      byte[] stored = store.get(next.key);
      if (stored != null) {
        String id = new String(next.key.get(), UTF_8);
        put(
            next.key,
            stored,
            fold.deriveAnew(
                id,
                stored,
                (kind, key, value) -> forward(kind, key, value, now, IngestTime.UNKNOWN)));
        rederivation.advanced(1);
      }
    }
    if (!toRederive.hasNext()) {
      toRederive.close();
      toRederive = null;
      store.put(SETTINGS_KEY, settings.toString().getBytes(UTF_8));
      commits = 0;
    }
  }
}
