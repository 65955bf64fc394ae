package org.pathline.serve;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class OneTimeCodesTest {
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final OneTimeCodes codes = new OneTimeCodes(now::get);

  @Test
  void aCodeLetsInOnceAndNotForEver() {
    String one = codes.issue();
    String other = codes.issue();
    assertThat(one).hasSize(48).isNotEqualTo(other);
    assertThat(codes.use(one)).isTrue();
    assertThat(codes.use(one)).isFalse();
    assertThat(codes.use("")).isFalse();
    now.set(Instant.EPOCH.plus(OneTimeCodes.VALID));
    assertThat(codes.use(other)).isFalse();
  }

  @Test
  void oldOnesGiveWayToNewOnes() {
    String first = codes.issue();
    String last = "";
    for (int i = 0; i < 100; i++) {
      last = codes.issue();
    }
    assertThat(codes.use(first)).isFalse();
    assertThat(codes.use(last)).isTrue();
  }
}
