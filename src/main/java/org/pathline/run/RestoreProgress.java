package org.pathline.run;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.processor.TaskId;
import org.jspecify.annotations.Nullable;

/**
 * How far the stores of one topology in this process are behind their changelogs: those that are
 * being restored, before their tasks can go on, and the standby copies.
 *
 * <p>Thread-safe; told by Kafka Streams.
 */
public final class RestoreProgress implements StateRestoreListener, StandbyUpdateListener {
  /** A store of a partition, and by how many records of the changelog it is behind. */
  public record Behind(String store, int partition, long records) {}

  /**
   * What is known at one moment.
   *
   * @param restoring stores that are being restored
   * @param standbys standby copies that this process keeps
   * @param runningSeconds since when the topology restores; 0 when it does not
   * @param etaSeconds until all is restored at the rate so far; 0 when nothing is, null before any
   *     progress
   */
  public record Snapshot(
      List<Behind> restoring,
      List<Behind> standbys,
      double runningSeconds,
      @Nullable Double etaSeconds) {
    /** Whether a store is being restored. */
    public boolean isRestoring() {
      return !restoring.isEmpty();
    }
  }

  private record Store(String name, int partition) {}

  private final Map<Store, Long> restoring = new HashMap<>();
  private final Map<Store, Long> standbys = new HashMap<>();
  private final LongSupplier nanoTime;
  private long begunNanos;
  private long restored;

  /** Progress by the clock of the JVM. */
  public RestoreProgress() {
    this(System::nanoTime);
  }

  RestoreProgress(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  @Override
  public synchronized void onRestoreStart(
      TopicPartition partition, String store, long startingOffset, long endingOffset) {
    if (restoring.isEmpty()) {
      begunNanos = nanoTime.getAsLong();
      restored = 0;
    }
    restoring.put(
        new Store(store, partition.partition()), Math.max(0, endingOffset - startingOffset));
  }

  @Override
  public synchronized void onBatchRestored(
      TopicPartition partition, String store, long batchEndOffset, long numRestored) {
    restoring.computeIfPresent(
        new Store(store, partition.partition()),
        (key, remaining) -> {
          long done = Math.min(remaining, numRestored);
          restored += done;
          return remaining - done;
        });
  }

  @Override
  public synchronized void onRestoreEnd(
      TopicPartition partition, String store, long totalRestored) {
    Long remaining = restoring.remove(new Store(store, partition.partition()));
    // Markers of transactions are passed over and never counted as restored.
    restored += remaining == null ? 0 : remaining;
  }

  @Override
  public synchronized void onRestoreSuspended(
      TopicPartition partition, String store, long totalRestored) {
    restoring.remove(new Store(store, partition.partition()));
  }

  @Override
  public synchronized void onUpdateStart(
      TopicPartition partition, String store, long startingOffset) {
    standbys.putIfAbsent(new Store(store, partition.partition()), 0L);
  }

  @Override
  public synchronized void onBatchLoaded(
      TopicPartition partition,
      String store,
      TaskId task,
      long batchEndOffset,
      long batchSize,
      long currentEndOffset) {
    // The end is an offset behind the last record, the batch's end that of its last.
    standbys.put(
        new Store(store, partition.partition()),
        Math.max(0, currentEndOffset - batchEndOffset - 1));
  }

  @Override
  public synchronized void onUpdateSuspended(
      TopicPartition partition,
      String store,
      long storeOffset,
      long currentEndOffset,
      SuspendReason reason) {
    standbys.remove(new Store(store, partition.partition()));
  }

  /** What is known now. */
  public synchronized Snapshot snapshot() {
    if (restoring.isEmpty()) {
      return new Snapshot(List.of(), behind(standbys), 0, 0.0);
    }
    double running = (nanoTime.getAsLong() - begunNanos) / (double) Duration.ofSeconds(1).toNanos();
    long remaining = restoring.values().stream().mapToLong(Long::longValue).sum();
    Double eta = restored == 0 ? null : remaining * running / restored;
    return new Snapshot(behind(restoring), behind(standbys), running, eta);
  }

  private static List<Behind> behind(Map<Store, Long> stores) {
    List<Behind> behind = new ArrayList<>();
    stores.forEach(
        (store, records) -> behind.add(new Behind(store.name(), store.partition(), records)));
    behind.sort(Comparator.comparing(Behind::store).thenComparing(Behind::partition));
    return behind;
  }
}
