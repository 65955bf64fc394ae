package org.pathline.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.processor.StandbyUpdateListener.SuspendReason;
import org.apache.kafka.streams.processor.TaskId;
import org.junit.jupiter.api.Test;

/** Restore progress, told step by step as Kafka Streams does, on a clock that the test moves. */
class RestoreProgressTest {
  private static final TopicPartition ZERO = new TopicPartition("changelog", 0);
  private static final TopicPartition ONE = new TopicPartition("changelog", 1);

  private long seconds = 100;
  private final RestoreProgress progress =
      new RestoreProgress(() -> TimeUnit.SECONDS.toNanos(seconds));

  @Test
  void nothingRestoresAtFirst() {
    RestoreProgress.Snapshot snapshot = progress.snapshot();
    assertThat(snapshot.isRestoring()).isFalse();
    assertThat(snapshot.runningSeconds()).isZero();
    assertThat(snapshot.etaSeconds()).isZero();
  }

  @Test
  void theTimeThatIsLeftFollowsFromTheRateOfAllStoresTogether() {
    progress.onRestoreStart(ZERO, "facts", 0, 600);
    progress.onRestoreStart(ONE, "facts", 100, 500);
    assertThat(progress.snapshot().etaSeconds()).as("before any progress").isNull();
    seconds += 10;
    progress.onBatchRestored(ZERO, "facts", 199, 200);
    RestoreProgress.Snapshot snapshot = progress.snapshot();
    assertThat(snapshot.restoring())
        .containsExactly(
            new RestoreProgress.Behind("facts", 0, 400),
            new RestoreProgress.Behind("facts", 1, 400));
    assertThat(snapshot.runningSeconds()).isEqualTo(10);
    assertThat(snapshot.etaSeconds()).as("800 at 20 a second").isEqualTo(40);
    progress.onRestoreEnd(ONE, "facts", 390);
    seconds += 10;
    assertThat(progress.snapshot().etaSeconds()).as("400 at 30 a second").isEqualTo(400 / 30.0);
    progress.onRestoreEnd(ZERO, "facts", 600);
    assertThat(progress.snapshot().isRestoring()).isFalse();
  }

  @Test
  void aNewRestoreBeginsItsOwnClock() {
    progress.onRestoreStart(ZERO, "facts", 0, 600);
    progress.onRestoreSuspended(ZERO, "facts", 0);
    assertThat(progress.snapshot().isRestoring()).isFalse();
    seconds += 1_000;
    progress.onRestoreStart(ZERO, "facts", 0, 600);
    seconds += 5;
    assertThat(progress.snapshot().runningSeconds()).isEqualTo(5);
  }

  @Test
  void aStandbyCopyIsBehindByWhatFollowsItsLastRecord() {
    progress.onUpdateStart(ZERO, "facts", 0);
    progress.onBatchLoaded(ZERO, "facts", new TaskId(0, 0), 49, 50, 80);
    assertThat(progress.snapshot().standbys())
        .containsExactly(new RestoreProgress.Behind("facts", 0, 30));
    assertThat(progress.snapshot().isRestoring()).isFalse();
    progress.onUpdateSuspended(ZERO, "facts", 50, 80, SuspendReason.MIGRATED);
    assertThat(progress.snapshot().standbys()).isEmpty();
  }
}
