package org.pathline.streams.commit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SteadyClockTest {
  private static final long BEGIN = 1_700_000_000_000L;

  private final AtomicLong wall = new AtomicLong(BEGIN);
  private final AtomicLong nanos = new AtomicLong(-5);
  private final SteadyClock clock = new SteadyClock(wall::get, nanos::get);

  @Test
  void followsAClockThatDoesNotJump() {
    for (int i = 0; i < 1_000; i++) {
      pass(137);
      assertThat(clock.milliseconds()).isCloseTo(wall.get(), within(1));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {-86_400_000, -3_600_000, -20_000, 20_000, 3_600_000, 86_400_000})
  void goesOnAtTheMachinesPaceWhenTheOtherJumps(long jump) {
    clock.milliseconds();
    wall.addAndGet(jump);
    for (int i = 0; i < 600; i++) {
      long before = clock.milliseconds();
      pass(100);
      assertThat(clock.milliseconds() - before).isBetween(49L, 151L);
    }
  }

  @Test
  void makesUpForAJumpInTime() {
    wall.addAndGet(Duration.ofMinutes(-10).toMillis());
    for (int i = 0; i < 30 * 60; i++) {
      pass(1_000);
      clock.milliseconds();
    }
    assertThat(clock.milliseconds()).isCloseTo(wall.get(), within(1));
  }

  @Test
  void neverGoesBackWhileTheOtherJumpsForthAndBack() {
    long last = clock.milliseconds();
    for (int i = 0; i < 10_000; i++) {
      wall.addAndGet(i % 2 == 0 ? 3_600_000 : -3_600_000);
      pass(7);
      long now = clock.milliseconds();
      assertThat(now).isBetween(last + 3, last + 11);
      last = now;
    }
  }

  private void pass(long millis) {
    wall.addAndGet(millis);
    nanos.addAndGet(Duration.ofMillis(millis).toNanos());
  }

  private static org.assertj.core.data.Offset<Long> within(long millis) {
    return org.assertj.core.data.Offset.offset(millis);
  }
}
