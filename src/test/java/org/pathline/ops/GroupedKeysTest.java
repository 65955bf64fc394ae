package org.pathline.ops;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class GroupedKeysTest {
  private static final long SEED = Long.getLong("seed", 20_260_302L);

  @Test
  void itKnowsWhatAMapKnows() {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    GroupedKeys keys = new GroupedKeys();
    Map<String, Integer> map = new HashMap<>();
    int largest = 0;
    for (int i = 0; i < 200_000; i++) {
      // It grows for a while, and shrinks for a while.
      boolean grows = i / 20_000 % 2 == 0;
      String key = "pathways STUDENT " + random.nextInt(grows ? 20_000 : 4_000);
      int group = random.nextInt(5);
      if (random.nextInt(10) < (grows ? 8 : 2)) {
        Integer before = map.put(key, group);
        assertThat(keys.put(key.getBytes(UTF_8), group)).isEqualTo(before == null ? -1 : before);
      } else {
        Integer before = map.remove(key);
        assertThat(keys.remove(key.getBytes(UTF_8))).isEqualTo(before == null ? -1 : before);
      }
      assertThat(keys.size()).isEqualTo(map.size());
      if (i % 1_000 == 0) {
        for (int each = 0; each < 5; each++) {
          assertThat(keys.count(each)).isEqualTo(Collections.frequency(map.values(), each));
        }
      }
      largest = Math.max(largest, map.size());
    }
    assertThat(largest).isGreaterThan(5_000);
    for (int i = 0; i < 20_000; i++) {
      String key = "pathways STUDENT " + i;
      Integer before = map.get(key);
      assertThat(keys.remove(key.getBytes(UTF_8))).isEqualTo(before == null ? -1 : before);
    }
    assertThat(keys.size()).isZero();
    assertThat(keys.count(4)).isZero();
  }

  @Test
  void groupsMayBeMany() {
    GroupedKeys keys = new GroupedKeys();
    assertThat(keys.count(150)).isZero();
    keys.put("a".getBytes(UTF_8), 150);
    keys.put("b".getBytes(UTF_8), 150);
    keys.put("a".getBytes(UTF_8), 3);
    assertThat(keys.count(150)).isEqualTo(1);
    assertThat(keys.count(3)).isEqualTo(1);
  }
}
