package org.pathline.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class CommitPaceTest {
  private static final long START = 1_000_000;
  private static final long LONG_AGO = 1_000;

  private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
  private final CommitPace.Activity activity = new CommitPace.Activity();
  private final CommitPace pace = new CommitPace(context, activity);

  private void tick(long now) {
    context.scheduledPunctuators().get(0).getPunctuator().punctuate(now);
  }

  @Test
  void backlogIsNotOverWhileTheThreadDoesNotComeBack() {
    pace.received(LONG_AGO);
    tick(START);

    // A commit that folds a backlog takes as long as this, and no clock ticks meanwhile.
    assertThat(activity.hasBacklog(START + 20_000)).isTrue();

    // It comes back, commits the rest, and comes back again.
    tick(START + 20_000);
    tick(START + 20_100);
    assertThat(activity.hasBacklog(START + 20_700)).isTrue();
    assertThat(activity.hasBacklog(START + 20_800)).isFalse();
  }

  @Test
  void backlogIsNotOverBeforeWhatWasMadeOfItIsCommitted() {
    pace.received(LONG_AGO);
    tick(START);
    tick(START + 100);
    assertThat(context.committed()).isFalse();

    tick(START + 400);

    assertThat(context.committed()).isTrue();
    assertThat(activity.hasBacklog(START + 10_000)).isTrue();
    tick(START + 10_000);
    assertThat(activity.hasBacklog(START + 10_800)).isFalse();
  }

  @Test
  void freshRecordsAreNoBacklog() {
    pace.received(START - 10);

    tick(START);

    assertThat(context.committed()).isTrue();
    assertThat(activity.hasBacklog(START)).isFalse();
  }

  @Test
  void taskThatWasHandedOnIsNotWaitedForLong() {
    pace.received(LONG_AGO);
    tick(START);

    assertThat(activity.hasBacklog(START + 61_000)).isFalse();
  }
}
