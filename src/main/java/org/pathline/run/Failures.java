package org.pathline.run;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What becomes of threads that fail.
 *
 * <p>A thread that lost Kafka is replaced after a pause, however often. One that failed for another
 * reason is, too, but not again and again. A disk that cannot be written ends it at once, because
 * each new attempt would wipe and restore the state, to no avail. Thread-safe.
 */
final class Failures {
  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final int ALLOWED = 3;
  private static final long WITHIN_NANOS = TimeUnit.MINUTES.toNanos(5);
  private static final long FIRST_PAUSE_MILLIS = 500;
  private static final long LONGEST_PAUSE_MILLIS = 10_000;

  /** After so long without another failure, the next pause is the first again. */
  private static final long CALM_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Map<TopologyName, AtomicLong> failed = new EnumMap<>(TopologyName.class);
  private final Map<TopologyName, Series> series = new EnumMap<>(TopologyName.class);
  private final Deque<Long> others = new ArrayDeque<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final String stateDirectory;
  private final LongSupplier nanos;
  private volatile @Nullable String end;

  /** Failures of a topology in a row: when the last one was, and the pause after it. */
  private record Series(long lastNanos, long pauseMillis) {}

  /**
   * Begins with no failure.
   *
   * @param stateDirectory directory to name where a disk is the reason
   * @param nanos a clock that does not jump
   */
  Failures(Collection<TopologyName> topologies, String stateDirectory, LongSupplier nanos) {
    this.stateDirectory = stateDirectory;
    this.nanos = nanos;
    topologies.forEach(topology -> failed.put(topology, new AtomicLong()));
  }

  /** Decides on a thread that ends with a failure; waits in that thread before it is replaced. */
  StreamThreadExceptionResponse of(TopologyName topology, Throwable failure) {
    Objects.requireNonNull(failed.get(topology)).incrementAndGet();
    FailureKind kind = FailureKind.of(failure);
    if (kind == FailureKind.STATE_DIRECTORY) {
      LOG.error("a thread of {} failed", topology, failure);
      return endWith(
          topology
              + " cannot write its state in "
              + stateDirectory
              + " ("
              + FailureKind.rootOf(failure)
              + "): make space or mend the disk and start again; what is lost there is restored"
              + " from Kafka");
    }
    if (kind == FailureKind.OTHER && isOneTooMany()) {
      LOG.error("a thread of {} failed", topology, failure);
      return endWith(
          topology + " failed again and again, last with " + FailureKind.rootOf(failure));
    }
    long pause = pauseMillis(topology);
    if (kind == FailureKind.BROKERS) {
      // Its trace would tell where in Kafka's client it waited, dozens of times.
      LOG.warn(
          "a thread of {} lost Kafka and is replaced in {} ms: {}",
          topology,
          pause,
          FailureKind.rootOf(failure).toString());
    } else {
      LOG.error("a thread of {} failed and is replaced in {} ms", topology, pause, failure);
    }
    await(pause);
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private StreamThreadExceptionResponse endWith(String reason) {
    end = reason;
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  private boolean isOneTooMany() {
    long now = nanos.getAsLong();
    synchronized (others) {
      others.add(now);
      while (now - others.peek() > WITHIN_NANOS) {
        others.remove();
      }
      return others.size() > ALLOWED;
    }
  }

  private long pauseMillis(TopologyName topology) {
    long now = nanos.getAsLong();
    synchronized (series) {
      Series last = series.get(topology);
      long pause =
          last == null || now - last.lastNanos() > CALM_NANOS
              ? FIRST_PAUSE_MILLIS
              : Math.min(LONGEST_PAUSE_MILLIS, 2 * last.pauseMillis());
      series.put(topology, new Series(now, pause));
      return pause;
    }
  }

  private void await(long pauseMillis) {
    try {
      closed.await(pauseMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Threads of a topology that failed so far. */
  long count(TopologyName topology) {
    return Objects.requireNonNull(failed.get(topology)).get();
  }

  /** Why everything has to end, or null. */
  @Nullable String end() {
    return end;
  }

  /** Lets nobody wait any longer. */
  void close() {
    closed.countDown();
  }
}
