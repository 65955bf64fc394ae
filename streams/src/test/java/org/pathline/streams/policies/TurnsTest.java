package org.pathline.streams.policies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Computing and arrivals take turns. */
class TurnsTest {
  private final Turns turns = new Turns();

  @Test
  void whatArrivesHasAsLongAsWasComputed() {
    turns.computed(10_000, 10_600);
    assertThat(turns.isOfArrivals(10_600, 10_600)).isTrue();
    assertThat(turns.isOfArrivals(11_100, 11_199)).isTrue();
    assertThat(turns.isOfArrivals(11_200, 11_200)).isFalse();
  }

  @Test
  void whereNothingHasArrivedSinceComputingGoesOn() {
    assertThat(turns.isOfArrivals(10_000, 10_000)).isFalse();
    turns.computed(10_000, 10_600);
    assertThat(turns.isOfArrivals(10_599, 10_600)).isFalse();
    assertThat(turns.isOfArrivals(0, 10_700)).isFalse();
  }

  @Test
  void aThreadSharesItsTimeEvenly() {
    // A thread that always has something to do of either kind, a record a millisecond.
    long now = 0;
    long lastArrival = 0;
    long arrivals = 0;
    long computing = 0;
    while (now < 100_000) {
      if (turns.isOfArrivals(lastArrival, now)) {
        now += 1;
        arrivals++;
        lastArrival = now;
      } else {
        turns.computed(now, now + 500);
        now += 500;
        computing += 500;
        // The one record between two calls.
        lastArrival = now;
      }
    }
    assertThat(arrivals).isBetween(computing * 9 / 10, computing * 11 / 10);
  }
}
