package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.erasure.ErasedIds;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.fact.FactRules;
import org.pathline.domain.fact.FactType;
import org.pathline.domain.fact.Shortened;
import org.pathline.domain.fact.Violation;
import org.pathline.domain.fact.Violation.Reason;
import org.pathline.domain.pathway.Derivation;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.arrival.ArrivedRecord;
import org.pathline.streams.check.GuardedRules;
import org.pathline.streams.check.Rejections;
import org.pathline.streams.codec.BurstReader;
import org.pathline.streams.codec.FactCodec;
import org.pathline.streams.commit.CommitBuffer;
import org.pathline.streams.erasure.Sweep;
import org.pathline.streams.ingest.IngestTime;
import org.pathline.streams.pathways.PendingStudents.Pending;
import org.pathline.streams.source.FirstProcessor;
import org.pathline.streams.state.Reprocess;
import org.pathline.streams.state.StateVersion;

/**
 * Gathers each student's facts and folds them into the store before the commit, once per student.
 *
 * <p>Facts in a partition where their student does not live are sent on to the right one: only a
 * misplaced fact pays for the detour.
 */
final class FoldFacts implements FirstProcessor<ArrivedRecord> {
  private static final byte[] NO_KEY = {};
  private static final long NO_OFFSET = -1;

  private final PathwaysTopology topology;
  private final int partitions;
  private final FoldPace foldPace;
  private final FactCodec codec = new FactCodec();
  private final Rejections rejections;

  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<Bytes, byte[]> store;
  private GuardedRules rules;
  private StudentFold fold;
  private PendingStudents pending;
  private Reprocess reprocess;
  private Sweep sweep;
  private ErasedIds erased;
  private final BurstReader reader = new BurstReader();
  private final BurstReader factsOfRun = new BurstReader();
  private byte[] lastKey = NO_KEY;
  private String lastId = "";
  private boolean lastIsHome;

  FoldFacts(PathwaysTopology topology, Rejections rejections) {
    this.topology = topology;
    this.partitions = topology.contract().partitions();
    this.foldPace = topology.foldPace();
    this.rejections = rejections;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    erased = topology.contract().erased();
    store = context.getStateStore(PathwaysTopology.STUDENT_FACTS);
    CommitBuffer<PendingStudents> buffer = context.getStateStore(PathwaysTopology.PENDING);
    pending = buffer.content();
    buffer.beforeCommit(context, this::foldPending);
    Derivation derivation = topology.derivation(codec);
    rules = new GuardedRules(derivation::firstViolation);
    fold = topology.fold(derivation, rules, codec, store);
    reprocess =
        new Reprocess(
            context,
            store,
            StateVersion.ofStudents(derivation),
            topology.rederivation(),
            "students",
            // What is pending goes first, or it would be folded into an older state.
            this::foldPending,
            this::deriveAnew);
    reprocess.begin();
    sweep =
        new Sweep(
            context,
            store,
            topology.contract().erased(),
            topology.rederivation(),
            PathwaysTopology.STUDENTS,
            () -> {
              reprocess.working();
              foldPending();
            },
            this::eraseWhereErased);
    sweep.begin();
  }

  @Override
  public void process(Record<byte[], byte[]> record, ArrivedRecord value) {
    if (value instanceof ArrivedRecord.Burst burst) {
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
                    Fact fact = codec.decode(burst.type(), lastId, bytes, at, length);
                    sendOn(fact, offset, record.timestamp(), publishedAt);
                  });
            }
          });
    } else if (value instanceof ArrivedRecord.Single single) {
      processSingle(record, single.fact());
    }
    if (pending.bytes() >= foldPace.most()) {
      foldPending();
    }
  }

  private void processSingle(Record<byte[], byte[]> record, Fact fact) {
    long offset = context.recordMetadata().map(RecordMetadata::offset).orElse(NO_OFFSET);
    setKey(record.key() == null ? NO_KEY : record.key());
    if (erased.has(fact.envelope().studentId()) || erased.has(lastId)) {
      rejectErased(fact.type(), offset, record.timestamp());
      return;
    }
    // Here and not when it is folded, where the time at which this one came in is not known any
    // more.
    Violation violation = keyViolation(fact);
    if (violation == null) {
      violation = rules.knownViolation(fact, record.timestamp());
    }
    if (violation != null) {
      reject(fact, violation, offset, record.timestamp());
    } else if (lastIsHome && !lastId.isEmpty()) {
      byte[] body = codec.encode(fact);
      pending.addFact(pending.of(lastId, record), fact.type(), offset, body);
    } else {
      long publishedAt = IngestTime.of(record.headers(), record.timestamp());
      sendOn(fact, offset, record.timestamp(), publishedAt);
    }
  }

  /** Sends a fact on to where its student lives. */
  private void sendOn(Fact fact, long offset, long ingestTime, long publishedAt) {
    if (erased.has(fact.envelope().studentId())) {
      rejectErased(fact.type(), offset, ingestTime);
      return;
    }
    Violation violation = rules.knownViolation(fact, ingestTime);
    if (violation != null) {
      reject(fact, violation, offset, ingestTime);
      return;
    }
    byte[] body = codec.encode(fact);
    forward(
        Destination.TRANSFERS,
        lastKey,
        new Transfer.Misplaced(fact.type(), body).toBytes(),
        ingestTime,
        publishedAt);
  }

  private void reject(Fact fact, Violation violation, long offset, long ingestTime) {
    tellRejected(
        Shortened.id(fact.envelope().studentId()),
        rejections.encode(fact, violation, topic(fact.type()), partition(), offset),
        ingestTime);
  }

  /** Counts a fact of an erased student, and tells where it lies and nothing of it. */
  private void rejectErased(FactType type, long offset, long ingestTime) {
    tellRejected(
        Rejections.KEY_OF_THE_ERASED,
        rejections.ofErased(type, topic(type), partition(), offset, ingestTime),
        ingestTime);
  }

  private void tellRejected(String key, byte[] rejection, long ingestTime) {
    forward(Destination.REJECTIONS, key.getBytes(UTF_8), rejection, ingestTime, IngestTime.UNKNOWN);
  }

  private static String topic(FactType type) {
    return TopicCatalogue.ofNoun(type.noun()).name();
  }

  private int partition() {
    return context.taskId().partition();
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

  private @Nullable Violation keyViolation(Fact fact) {
    String id = fact.envelope().studentId();
    return id.equals(lastId) && Arrays.equals(id.getBytes(UTF_8), lastKey)
        ? null
        : new Violation(
            Reason.KEY_MISMATCH,
            "studentId",
            "is '" + Shortened.id(id) + "' but the record key is '" + Shortened.id(lastId) + "'");
  }

  private void foldPending() {
    if (!pending.isEmpty()) {
      reprocess.working();
      long bytes = pending.bytes();
      long began = System.nanoTime();
      pending.drain(this::foldOne);
      foldPace.folded(bytes, System.nanoTime() - began);
    }
  }

  @Override
  public void close() {
    if (reprocess != null) {
      reprocess.close();
    }
    if (sweep != null) {
      sweep.close();
    }
  }

  private void eraseWhereErased(Bytes key, byte[] stored, long now) {
    String id = new String(key.get(), UTF_8);
    if (erased.has(id)) {
      Pending nothing = new Pending(id);
      nothing.ingestTime = now;
      foldOne(nothing);
    }
  }

  private void foldOne(Pending arrived) {
    Bytes key = Bytes.wrap(arrived.studentId.getBytes(UTF_8));
    byte[] stored = store.get(key);
    byte[] folded =
        fold.fold(
            arrived,
            arrivals -> forEachGoodFact(arrived, arrivals),
            stored,
            (destination, id, value) ->
                forward(destination, id, value, arrived.ingestTime, arrived.publishedAt));
    put(key, stored, folded);
  }

  /**
   * Hands on the facts that arrived for a student and keep the rules, as far as these can tell; the
   * others are rejected.
   */
  private void forEachGoodFact(Pending arrived, StudentFold.Arrivals arrivals) {
    boolean isErased = erased.has(arrived.studentId);
    boolean hasPlainId = FactRules.isPlain(arrived.studentId);
    pending.forEachFact(
        arrived,
        (type, offset, bytes, from, length) -> {
          if (isErased) {
            rejectErased(type, offset, arrived.ingestTime);
            return;
          }
          Fact fact = codec.decode(type, arrived.studentId, bytes, from, length);
          boolean isPlain = hasPlainId && codec.hadPlainTexts();
          Violation violation = rules.knownViolation(fact, arrived.ingestTime, isPlain);
          if (violation == null) {
            arrivals.fact(fact, length);
          } else {
            reject(fact, violation, offset, arrived.ingestTime);
          }
        });
  }

  private void deriveAnew(Bytes key, byte[] stored, long now) {
    String id = new String(key.get(), UTF_8);
    byte[] derived =
        fold.deriveAnew(
            id,
            stored,
            fact -> keepsRules(fact, now),
            reprocess.settingsDiffer(),
            (destination, to, value) -> forward(destination, to, value, now, IngestTime.UNKNOWN));
    put(key, stored, derived);
  }

  /**
   * Whether a fact that an older release took keeps the rules of today, or one of them failed; it
   * is rejected if not.
   */
  private boolean keepsRules(Fact fact, long now) {
    Violation violation = rules.knownViolation(fact, now);
    if (violation != null) {
      reject(fact, violation, NO_OFFSET, now);
    }
    return violation == null;
  }

  private void put(Bytes key, byte @Nullable [] stored, byte @Nullable [] changed) {
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
      Destination destination,
      byte[] key,
      byte @Nullable [] value,
      long timestamp,
      long publishedAt) {
    context.forward(
        new Record<>(key, value, timestamp, IngestTime.headers(publishedAt)), destination.node());
  }
}
