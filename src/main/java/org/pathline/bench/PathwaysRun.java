package org.pathline.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.common.utils.Utils;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.pathline.cluster.Connection;
import org.pathline.domain.pathway.Settings;
import org.pathline.run.CatchUp;
import org.pathline.run.CatchUpProgress;
import org.pathline.run.Remaining;
import org.pathline.run.Runner;
import org.pathline.run.TopologyName;
import org.pathline.streams.pathways.PathwaysTopology;

/** The topology of pathways, run over a backlog as {@code pathline run} does. */
final class PathwaysRun {
  private static final long TICK_MILLIS = 100;
  private static final String CHANGELOG =
      PathwaysTopology.APPLICATION_ID + "-" + PathwaysTopology.STUDENT_FACTS + "-changelog";

  private final Connection connection;
  private final Path state;
  private final int threads;
  private final CatchUpProgress progress;
  private long storedBytes;
  private long storedStudents;

  PathwaysRun(Connection connection, Path state, int threads, Consumer<String> progress) {
    this.connection = connection;
    this.state = state;
    this.threads = threads;
    this.progress = new CatchUpProgress(progress);
  }

  private Runner runner() {
    return new Runner(connection, List.of(TopologyName.pathways), Settings.DEFAULT, state, threads);
  }

  /** Runs until everything is processed and committed. */
  void toTheEnd() throws Exception {
    try (Runner runner = runner();
        CatchUp catchUp = new CatchUp(connection, List.of(TopologyName.pathways))) {
      runner.start();
      Optional<Remaining> remaining;
      do {
        Thread.sleep(TICK_MILLIS);
        remaining = runner.remaining(catchUp);
        remaining.ifPresent(progress::report);
      } while (remaining.filter(Remaining::isNothing).isEmpty());
    }
  }

  /** Starts again without local state and returns how many records were restored. */
  long restore() throws Exception {
    Utils.delete(state.toFile());
    AtomicLong restored = new AtomicLong();
    try (Runner runner = runner()) {
      KafkaStreams application = runner.application(TopologyName.pathways);
      application.setGlobalStateRestoreListener(new CountRestored(restored));
      awaitRestored(runner);
    }
    return restored.get();
  }

  private static void awaitRestored(Runner runner) throws InterruptedException {
    runner.start();
    while (!runner.isRunning()) {
      Thread.sleep(TICK_MILLIS);
      runner.check();
    }
  }

  /** Measures the store, outside of what is timed. */
  void measureStore() throws Exception {
    try (Runner runner = runner()) {
      awaitRestored(runner);
      ReadOnlyKeyValueStore<Bytes, byte[]> store =
          runner
              .application(TopologyName.pathways)
              .store(
                  StoreQueryParameters.fromNameAndType(
                      PathwaysTopology.STUDENT_FACTS, QueryableStoreTypes.keyValueStore()));
      try (KeyValueIterator<Bytes, byte[]> all = store.all()) {
        while (all.hasNext()) {
          KeyValue<Bytes, byte[]> entry = all.next();
          storedBytes += entry.key.get().length + entry.value.length;
          storedStudents += entry.key.get().length > 0 ? 1 : 0;
        }
      }
    }
  }

  double stateBytesPerStudent() {
    return (double) storedBytes / storedStudents;
  }

  /** Bytes of the changelog on the broker's disk, as compressed there. */
  long changelogBytes() throws Exception {
    return Written.changelogBytes(connection, CHANGELOG::equals);
  }

  private record CountRestored(AtomicLong restored) implements StateRestoreListener {
    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {}

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long end, long count) {
      restored.addAndGet(count);
    }

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {}
  }
}
