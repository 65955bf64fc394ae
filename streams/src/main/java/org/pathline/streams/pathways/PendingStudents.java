package org.pathline.streams.pathways;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.streams.processor.api.Record;
import org.pathline.domain.fact.Fact;
import org.pathline.domain.pathway.FactVersions;
import org.pathline.streams.ingest.IngestTime;

/** What arrived for each student since the last commit, students in order of first arrival. */
final class PendingStudents {
  /** What arrived for one student. */
  static final class Pending {
    final String studentId;
    final List<Fact> facts = new ArrayList<>(8);
    private Map<String, FactVersions> handedOver = Map.of();
    String resolvedTo;
    long ingestTime;

    /** When the oldest of these was published. */
    long publishedAt = IngestTime.UNKNOWN;

    Pending(String studentId) {
      this.studentId = studentId;
    }

    /** Notes what another id handed over last; few ids ever have any. */
    void handOver(String fromId, FactVersions versions) {
      if (handedOver.isEmpty()) {
        handedOver = new LinkedHashMap<>(2);
      }
      handedOver.put(fromId, versions);
    }

    Map<String, FactVersions> handedOver() {
      return handedOver;
    }
  }

  private final Map<String, Pending> students = new LinkedHashMap<>();
  private Pending latest;
  private int count;

  /** What is pending for a student, to be added to with what a record brings. */
  Pending of(String studentId, Record<byte[], ?> record) {
    Pending student = of(studentId, record.timestamp());
    student.publishedAt =
        Math.min(student.publishedAt, IngestTime.of(record.headers(), record.timestamp()));
    return student;
  }

  /** What is pending for a student, to be added to. */
  Pending of(String studentId, long ingestTime) {
    count++;
    if (latest == null || !latest.studentId.equals(studentId)) {
      latest = students.computeIfAbsent(studentId, Pending::new);
    }
    latest.ingestTime = Math.max(latest.ingestTime, ingestTime);
    return latest;
  }

  /** How many arrivals are pending. */
  int count() {
    return count;
  }

  /** Hands each student's arrivals to the action and forgets them. */
  void drain(Consumer<Pending> action) {
    if (students.isEmpty()) {
      return;
    }
    students.values().forEach(action);
    students.clear();
    latest = null;
    count = 0;
  }
}
