package org.pathline.letters;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.pathline.topics.RecordPlace;

class OffsetsTest {
  private static final long SEED = Long.getLong("seed", 20_260_301L);

  @Test
  void itHoldsWhatASetHolds() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    Offsets offsets = new Offsets();
    Set<RecordPlace> set = new HashSet<>();
    for (int i = 0; i < 50_000; i++) {
      RecordPlace place = place(random);
      if (random.nextBoolean()) {
        assertThat(offsets.add(place)).isEqualTo(set.add(place));
      } else {
        assertThat(offsets.contains(place)).as(place.toString()).isEqualTo(set.contains(place));
      }
    }
    assertThat(set).hasSizeGreaterThan(1_000);
  }

  /** Near the borders of stretches, and far beyond what an int holds. */
  private static RecordPlace place(Random random) {
    long[] bases = {0, 65_530, 131_066, (1L << 40) - 4};
    return new RecordPlace(
        random.nextBoolean() ? "a" : "b",
        random.nextInt(2),
        bases[random.nextInt(bases.length)] + random.nextInt(500));
  }
}
