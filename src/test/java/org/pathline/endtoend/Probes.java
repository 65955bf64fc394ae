package org.pathline.endtoend;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.pathline.domain.fact.Envelope;
import org.pathline.domain.fact.PostsecondarySearch;
import org.pathline.oracle.Recorded;

/** A new student after each fault: from then until its pathway is committed is the recovery. */
final class Probes implements AutoCloseable {
  static final String PREFIX = "probe-";

  private record Probe(FaultKind kind, String studentId, long beganNanos) {}

  private final Published published;
  private final ProbeWatch watch;
  private final List<Probe> probes = new ArrayList<>();
  private int count;

  Probes(Trial trial, Published published) {
    this.published = published;
    watch = new ProbeWatch(trial.connection());
  }

  /** Whether a student is one of those that are waited for. */
  static boolean isAwaited(String studentId) {
    return studentId.startsWith(PREFIX);
  }

  /** Begins to wait for a new student after a fault, null for none; returns its id. */
  String begin(FaultKind kind) {
    return begin(kind, System.nanoTime());
  }

  /** Begins to wait for a new student after a fault of a moment ago; returns its id. */
  String begin(FaultKind kind, long beganNanos) {
    String id = PREFIX + count++;
    begin(kind, id, beganNanos);
    published.facts(
        List.of(
            new PostsecondarySearch(
                new Envelope(id, Recorded.at(1), "nsc", false, null),
                LocalDate.of(2020, 9, 1),
                true)));
    return id;
  }

  /** Begins to wait for a student of whom a fact was published already. */
  void begin(FaultKind kind, String studentId) {
    begin(kind, studentId, System.nanoTime());
  }

  private void begin(FaultKind kind, String studentId, long beganNanos) {
    if (kind != null) {
      probes.add(new Probe(kind, studentId, beganNanos));
    }
  }

  void await(String studentId) throws InterruptedException {
    watch.await(studentId);
  }

  /** Waits for the student of the last fault. */
  void awaitLast() throws InterruptedException {
    watch.await(probes.get(probes.size() - 1).studentId());
  }

  /** Seconds of recovery of each kind, in ascending order. */
  Map<FaultKind, List<Double>> seconds() throws InterruptedException {
    Map<FaultKind, List<Double>> seconds = new EnumMap<>(FaultKind.class);
    for (Probe probe : probes) {
      watch.await(probe.studentId());
      long took = watch.seenAtNanos(probe.studentId()) - probe.beganNanos();
      seconds.computeIfAbsent(probe.kind(), kind -> new ArrayList<>()).add(took / 1e9);
    }
    seconds.values().forEach(Collections::sort);
    return seconds;
  }

  @Override
  public void close() {
    watch.close();
  }
}
