package org.pathline.imports;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pathline.publish.LongTable;

/** The compact tables of ids know what a map knows. */
class TablesOfIdsTest {
  private static final long SEED = 20_261_126;

  @Test
  void textsHaveTheNumbersOfTheirFirstComing() {
    System.out.println("seed " + SEED);
    Random dice = new Random(SEED);
    StringTable table = new StringTable();
    Map<String, Integer> expected = new HashMap<>();
    List<String> order = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      String id = "D0" + dice.nextInt(9) + "-ü" + "x".repeat(dice.nextInt(40)) + dice.nextInt(900);
      if (expected.putIfAbsent(id, order.size()) == null) {
        assertThat(table.find(id)).isEqualTo(StringTable.ABSENT);
        order.add(id);
      }
      assertThat(table.add(id)).isEqualTo(expected.get(id));
    }
    assertThat(table.size()).isEqualTo(order.size()).isGreaterThan(20_000);
    for (int i = 0; i < order.size(); i++) {
      assertThat(table.get(i)).isEqualTo(order.get(i));
      assertThat(table.find(order.get(i))).isEqualTo(i);
    }
    assertThat(table.add("")).isEqualTo(order.size());
    assertThat(table.find("")).isEqualTo(order.size());
  }

  @Test
  void numbersHaveThePlacesOfTheirFirstComing() {
    Random dice = new Random(SEED);
    LongTable table = new LongTable();
    Map<Long, Integer> expected = new HashMap<>();
    for (int i = 0; i < 60_000; i++) {
      long key = (long) dice.nextInt(9_000) << 32 | (long) dice.nextInt(3) << 12 | 2_020;
      Integer known = expected.putIfAbsent(key, expected.size());
      if (known == null) {
        assertThat(table.find(key)).isEqualTo(LongTable.ABSENT);
      }
      assertThat(table.add(key)).isEqualTo(expected.get(key));
    }
    assertThat(table.size()).isEqualTo(expected.size()).isGreaterThan(10_000);
    expected.forEach((key, place) -> assertThat(table.find(key)).isEqualTo(place));
    assertThat(table.find(-1)).isEqualTo(LongTable.ABSENT);
  }
}
