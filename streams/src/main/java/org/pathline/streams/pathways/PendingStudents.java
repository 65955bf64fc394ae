package org.pathline.streams.pathways;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;
import org.pathline.domain.fact.FactType;
import org.pathline.streams.codec.BurstReader;
import org.pathline.streams.codec.BurstWriter;
import org.pathline.streams.ingest.IngestTime;

/** What arrived for each student since the last commit, students in order of first arrival. */
final class PendingStudents {
  /** Takes the facts of one student. */
  @FunctionalInterface
  interface Facts {
    /**
     * One fact.
     *
     * @param offset of its record
     * @param bytes array that holds its body without the student id from one place on
     */
    void fact(FactType type, long offset, byte[] bytes, int from, int length);
  }

  /** What arrived for one student. */
  static final class Pending {
    final String studentId;
    private int lastRun = ArrivedFacts.NONE;
    private Map<String, HandOver> handedOver = Map.of();
    @Nullable String resolvedTo;
    long ingestTime;

    /** When the oldest of these was published. */
    long publishedAt = IngestTime.UNKNOWN;

    Pending(String studentId) {
      this.studentId = studentId;
    }

    /** What another id handed over last, to be added to; few ids ever have any. */
    HandOver handOver(String fromId) {
      if (handedOver.isEmpty()) {
        handedOver = new LinkedHashMap<>(2);
      }
      return handedOver.computeIfAbsent(fromId, HandOver::new);
    }

    Map<String, HandOver> handedOver() {
      return handedOver;
    }
  }

  /** About what a student's entry takes beside the facts. */
  private static final long BYTES_OF_A_STUDENT = 200;

  private final Map<String, Pending> students = new LinkedHashMap<>();
  private final ArrivedFacts facts = new ArrivedFacts();
  private final BurstWriter single = new BurstWriter();
  private final BurstReader reader = new BurstReader();
  private @Nullable Pending latest;
  private long handedOverBytes;

  /** What is pending for a student, to be added to with what a record brings. */
  Pending of(String studentId, Record<byte[], ?> record) {
    return of(studentId, record.timestamp(), IngestTime.of(record.headers(), record.timestamp()));
  }

  /**
   * What is pending for a student, to be added to with what was stored and published at some times.
   */
  Pending of(String studentId, long ingestTime, long publishedAt) {
    if (latest == null || !latest.studentId.equals(studentId)) {
      latest = students.computeIfAbsent(studentId, Pending::new);
    }
    latest.ingestTime = Math.max(latest.ingestTime, ingestTime);
    latest.publishedAt = Math.min(latest.publishedAt, publishedAt);
    return latest;
  }

  /**
   * Adds a run of facts.
   *
   * @param run holds the run as {@link BurstReader} hands it on, from one place up to another
   */
  void addRun(Pending student, FactType type, long firstOffset, byte[] run, int from, int to) {
    student.lastRun = facts.add(student.lastRun, type, firstOffset, run, from, to);
  }

  /**
   * Adds one fact.
   *
   * @param body in the current schema's encoding, with the student id
   */
  void addFact(Pending student, FactType type, long offset, byte[] body) {
    byte[] key = student.studentId.getBytes(UTF_8);
    single.add(key, student.publishedAt, offset, body, 0);
    reader.forEachRun(
        single.toBytes(),
        (id, publishedAt, firstOffset, run, from, to) ->
            addRun(student, type, firstOffset, run, from, to));
  }

  /** Hands on the facts that arrived for a student, in the order of their arrival. */
  void forEachFact(Pending student, Facts action) {
    facts.forEachRun(
        student.lastRun,
        (type, firstOffset, run, from, to) ->
            reader.forEachFact(
                firstOffset,
                run,
                from,
                to,
                (offset, bytes, at, length) -> action.fact(type, offset, bytes, at, length)));
  }

  /** Adds what came from another partition. */
  void addTransfer(Pending student, Transfer transfer) {
    if (transfer instanceof Transfer.Misplaced misplaced) {
      addFact(student, misplaced.type(), 0, misplaced.body());
    } else if (transfer instanceof Transfer.HandedOver handedOver) {
      student.handOver(handedOver.fromId()).take(handedOver);
      handedOverBytes += handedOver.versions().length;
    } else if (transfer instanceof Transfer.HandedOverPart part) {
      student.handOver(part.fromId()).take(part);
      handedOverBytes += part.versions().length;
    } else if (transfer instanceof Transfer.Counted counted) {
      student.handOver(counted.fromId()).take(counted);
    } else if (transfer instanceof Transfer.Resolved resolved) {
      student.resolvedTo = resolved.goesOnAs();
    }
  }

  /** About how many bytes of memory are taken. */
  long bytes() {
    return facts.bytes() + handedOverBytes + BYTES_OF_A_STUDENT * students.size();
  }

  boolean isEmpty() {
    return students.isEmpty();
  }

  /** Hands each student's arrivals to the action and forgets them. */
  void drain(Consumer<Pending> action) {
    if (students.isEmpty()) {
      return;
    }
    students.values().forEach(action);
    students.clear();
    facts.clear();
    handedOverBytes = 0;
    latest = null;
  }
}
