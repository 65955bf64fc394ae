package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.Settings;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.arrival.Arrival;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.codec.BurstReader;
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
final class FoldFacts implements Processor<byte[], Arrival, byte[], Emission> {
  /** Key of the settings in the store; no student has an empty id. */
  static final Bytes SETTINGS_KEY = Bytes.wrap(new byte[0]);

  private static final Duration REDERIVE_EVERY = Duration.ofMillis(10);
  private static final int REDERIVE_AT_ONCE = 500;
  private static final byte[] NO_KEY = {};
  private static final long NO_OFFSET = -1;

  private final Settings settings;
  private final int partitions;
  private final long mostPendingBytes;
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
  private final BurstReader reader = new BurstReader();
  private final BurstReader factsOfRun = new BurstReader();
  private byte[] lastKey = NO_KEY;
  private String lastId = "";
  private boolean lastIsHome;

  FoldFacts(PathwaysTopology topology, StudentFold fold, Rejections rejections) {
    this.settings = topology.settings();
    this.partitions = topology.contract().partitions();
    this.mostPendingBytes = topology.mostPendingBytes();
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
  public void process(Record<byte[], Arrival> record) {
    pace.received(record.timestamp());
    if (record.value() instanceof Arrival.Burst burst) {
      reader.forEachRun(
          burst.bytes(),
          (key, publishedAt, firstOffset, run, from, to) -> {
            setKey(key);
            if (lastIsHome) {
              Pending student = pending.of(lastId, record.timestamp(), publishedAt);
              pending.addRun(student, burst.type(), firstOffset, run, from, to);
            } else {
              factsOfRun.forEachFact(
                  firstOffset,
                  run,
                  from,
                  to,
                  (offset, bytes, at, length) -> {
                    Fact fact = fold.factCodec().decode(burst.type(), lastId, bytes, at, length);
                    sendOn(fact, offset, record.timestamp(), publishedAt);
                  });
            }
          });
    } else if (record.value() instanceof Arrival.Single single) {
      processSingle(record, single.fact());
    }
    if (pending.bytes() >= mostPendingBytes) {
      foldPending();
    }
  }

  private void processSingle(Record<byte[], Arrival> record, Fact fact) {
    long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(NO_OFFSET);
    setKey(record.key() == null ? NO_KEY : record.key());
    Violation mismatch = keyViolation(fact);
    if (mismatch != null) {
      reject(fact, mismatch, offset, record.timestamp());
    } else if (lastIsHome && !lastId.isEmpty()) {
      byte[] body = fold.factCodec().encode(fact);
      pending.addFact(pending.of(lastId, record), fact.type(), offset, body);
    } else {
      long publishedAt = IngestTime.of(record.headers(), record.timestamp());
      sendOn(fact, offset, record.timestamp(), publishedAt);
    }
  }

  /** Sends a fact on to where its student lives. */
  private void sendOn(Fact fact, long offset, long ingestTime, long publishedAt) {
    Violation violation = FactRules.firstViolation(fact);
    if (violation != null) {
      reject(fact, violation, offset, ingestTime);
      return;
    }
    byte[] body = fold.factCodec().encode(fact);
    forward(
        Emission.Kind.TRANSFER,
        lastId,
        new Transfer.Misplaced(fact.type(), body).toBytes(),
        ingestTime,
        publishedAt);
  }

  private void reject(Fact fact, Violation violation, long offset, long ingestTime) {
    String topic = TopicCatalogue.ofNoun(fact.type().noun()).name();
    int partition = context.taskId().partition();
    forward(
        Emission.Kind.REJECTION,
        fact.envelope().studentId(),
        rejections.encode(fact, violation, topic, partition, offset),
        ingestTime,
        IngestTime.UNKNOWN);
  }

  /** Notes a key and whether this is the partition where it belongs. */
  private void setKey(byte[] key) {
    if (!Arrays.equals(key, lastKey)) {
      lastKey = key;
      lastId = new String(key, UTF_8);
      lastIsHome =
          BuiltInPartitioner.partitionForKey(key, partitions) == context.taskId().partition();
    }
  }

  private Violation keyViolation(Fact fact) {
    String id = fact.envelope().studentId();
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
    if (pending.isEmpty()) {
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
            facts(arrived),
            stored,
            (kind, id, value) -> forward(kind, id, value, arrived.ingestTime, arrived.publishedAt));
    put(key, stored, folded);
  }

  /** Facts that arrived for a student and keep the rules; the others are rejected. */
  private List<Fact> facts(Pending arrived) {
    List<Fact> facts = new ArrayList<>();
    pending.forEachFact(
        arrived,
        (type, offset, bytes, from, length) -> {
          Fact fact = fold.factCodec().decode(type, arrived.studentId, bytes, from, length);
          Violation violation = FactRules.firstViolation(fact);
          if (violation == null) {
            facts.add(fact);
          } else {
            reject(fact, violation, offset, arrived.ingestTime);
          }
        });
    return facts;
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
