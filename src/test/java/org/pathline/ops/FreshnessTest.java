package org.pathline.ops;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Ages of results and of the canary, on a clock that the test moves. */
class FreshnessTest {
  private long now = 1_000_000;
  private final Freshness freshness = new Freshness(List.of("pathways", "outcomes"), () -> now);

  @Test
  void quantilesAreThoseOfTheRankedSamples() {
    for (int i = 100; i >= 1; i--) {
      freshness.result("pathways", now - 10L * i);
    }
    Freshness.Measured measured = freshness.of("pathways");
    assertThat(measured.median()).isEqualTo(0.5);
    assertThat(measured.p99()).isEqualTo(0.99);
    assertThat(freshness.of("outcomes").median()).as("another topology's").isNull();
  }

  @Test
  void whatIsLongAgoIsForgottenRatherThanShownAsFresh() {
    freshness.result("pathways", now - 700);
    now += 300_000;
    assertThat(freshness.of("pathways").median()).isEqualTo(0.7);
    now += 1;
    assertThat(freshness.of("pathways").median()).isNull();
  }

  @Test
  void onlyTheLatestOfManySamplesCount() {
    for (int i = 0; i < 5_000; i++) {
      freshness.result("pathways", now - 5_000);
    }
    for (int i = 0; i < 4_096; i++) {
      freshness.result("pathways", now - 1_000);
    }
    assertThat(freshness.of("pathways").p99()).isEqualTo(1);
  }

  @Test
  void aPublisherWhoseClockIsAheadGivesNoNegativeAge() {
    freshness.result("pathways", now + 5_000);
    assertThat(freshness.of("pathways").median()).isZero();
  }

  @Test
  void aCanaryThatNeverComesGrowsOldFromTheFirstThatWasSent() {
    assertThat(freshness.of("pathways").canaryAgeSeconds()).as("none is sent").isNull();
    freshness.canarySent();
    now += 30_000;
    freshness.canarySent();
    now += 30_000;
    assertThat(freshness.of("pathways").canaryAgeSeconds()).isCloseTo(60, within(1e-9));
    assertThat(freshness.of("pathways").canarySeconds()).isNull();
    freshness.canary("pathways", now - 250);
    now += 2_000;
    assertThat(freshness.of("pathways").canarySeconds()).isEqualTo(0.25);
    assertThat(freshness.of("pathways").canaryAgeSeconds()).isEqualTo(2);
    assertThat(freshness.of("outcomes").canaryAgeSeconds()).isEqualTo(62);
  }
}
