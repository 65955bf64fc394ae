package org.pathline.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class ClockWatchTest {
  private long wallMillis = 1_800_000_000_000L;
  private long nanos = -7_000_000_000L;
  private final ClockWatch watch = new ClockWatch(() -> wallMillis, () -> nanos);

  @Test
  void aClockThatGoesOnAsTimePassesIsNotSetBack() {
    for (int i = 0; i < 100; i++) {
      pass(250, 250);
      assertThat(watch.setBackMillis()).isZero();
    }
  }

  @Test
  void howFarItWasSetBackIsSaidUntilItHasShownThatTimeAgain() {
    pass(250, -3_600_000);
    assertThat(watch.setBackMillis()).isEqualTo(3_600_250);
    pass(1_000, 1_000);
    assertThat(watch.setBackMillis()).isEqualTo(3_600_250);
    pass(0, 3_600_250);
    assertThat(watch.setBackMillis()).isZero();
  }

  @Test
  void afterAJumpForwardTheWayBackIsOneBack() {
    pass(250, 86_400_250);
    assertThat(watch.setBackMillis()).isZero();
    pass(250, -86_399_750);
    assertThat(watch.setBackMillis()).isEqualTo(86_400_000);
  }

  @Test
  void aFewSecondsAreAllowedAlsoInManySmallSteps() {
    for (int i = 0; i < 5; i++) {
      pass(1_000, 0);
      assertThat(watch.setBackMillis()).isZero();
    }
    pass(1_000, 0);
    assertThat(watch.setBackMillis()).isEqualTo(6_000);
  }

  private void pass(long millis, long shownMillis) {
    nanos += TimeUnit.MILLISECONDS.toNanos(millis);
    wallMillis += shownMillis;
  }
}
