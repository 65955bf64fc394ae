package org.pathline.topics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

/** What is kept in large arrays is what a map would keep. */
class LastValuesTest {
  private static final long SEED = Long.getLong("seed", 7);

  private final Random random = new Random(SEED);
  private final LastValues values = new LastValues();
  private final Map<String, String> expected = new LinkedHashMap<>();

  @Test
  void theLastValueOfEachKeyIsThere() {
    for (int i = 0; i < 100_000; i++) {
      String key = "key|" + random.nextInt(30_000) + "|" + "x".repeat(random.nextInt(3));
      take(key, random.nextInt(10) == 0 ? null : text(random.nextInt(120)));
    }
    assertSame();
  }

  @Test
  void keysOfEqualHashAndEmptyOnesAreToldApart() {
    List<String> keys = new ArrayList<>(List.of(""));
    // "Aa" and "BB" have one hash, and so have all that are put together from them.
    for (int bits = 0; bits < 1 << 10; bits++) {
      StringBuilder key = new StringBuilder();
      for (int bit = 0; bit < 10; bit++) {
        key.append((bits >> bit & 1) == 0 ? "Aa" : "BB");
      }
      keys.add(key.toString());
    }
    keys.forEach(key -> take(key, text(10)));
    keys.forEach(key -> take(key, random.nextBoolean() ? text(200) : null));
    assertSame();
  }

  @Test
  void largeValuesAndTombstonesOfNothing() {
    take("never", null);
    take("large", text(3_000_000));
    take("small", "");
    take("large", text(4_000_000));
    take("small", text(1));
    take("gone", text(5));
    take("gone", null);
    assertSame();
    take("gone", text(70));
    assertSame();
  }

  private String text(int length) {
    StringBuilder text = new StringBuilder();
    while (text.length() < length) {
      text.append((char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  private void take(String key, String value) {
    values.take(
        new ConsumerRecord<>(
            "topic", 0, 0, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8)));
    if (value == null) {
      expected.remove(key);
    } else {
      expected.put(key, value);
    }
  }

  private void assertSame() {
    List<String> found = new ArrayList<>();
    values.forEach((bytes, from, to) -> found.add(new String(bytes, from, to - from, UTF_8)));
    List<String> wanted = new ArrayList<>(expected.values());
    Collections.sort(found);
    Collections.sort(wanted);
    assertThat(found.equals(wanted)).as("seed %d: all values", SEED).isTrue();
  }
}
