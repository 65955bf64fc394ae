package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.effect.cell.Cell;
import org.pathline.domain.outcome.CellKey;
import org.pathline.domain.pathway.Settings;
import org.pathline.oracle.AnyRecord;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;

/**
 * Cells that can be decoded and say anything, under keys that say anything: effects and ledgers are
 * as before once they are withdrawn.
 */
class AnyCellTest {
  private static final int BOUND = 1 << 20;
  private static final Map<String, List<?>> GOOD =
      Map.of(
          "anchorGrade",
          List.of(Settings.DEFAULT.anchorGrade()),
          "stemList",
          List.of(Settings.DEFAULT.stemList()));
  private static final int ODD = 60;

  @ParameterizedTest
  @ValueSource(longs = {20_261_126, 7})
  void answersAreAsBeforeOnceOddCellsAreWithdrawn(long seed, @TempDir Path directory) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    AnyRecord drawing = new AnyRecord(random, GOOD, 10);
    List<Cell> cells = FewSchools.cells(Settings.DEFAULT, random);
    try (PoliciesUnderTest topology = new PoliciesUnderTest(directory)) {
      FewSchools.policies().forEach(topology::publish);
      cells.forEach(topology::publish);
      topology.settle();
      SortedMap<String, String> before = answers(topology);
      List<byte[]> keys = new ArrayList<>();
      for (int i = 0; i < ODD; i++) {
        byte[] key = key(cells.get(random.nextInt(cells.size())).key(), random, i);
        byte[] body = AnyRecord.body(drawing.of(TopicCatalogue.OUTCOME_CELLS.schema(), Map.of()));
        keys.add(key);
        topology.publishCell(
            key, WireFormat.value(topology.contract.id(TopicCatalogue.OUTCOME_CELLS), body));
      }
      topology.settle();
      assertThat(topology.setAside.values()).doesNotContain("INTERNAL_ERROR");
      keys.forEach(key -> topology.publishCell(key, null));
      topology.settle();
      assertThat(topology.setAside).isEmpty();
      assertThat(answers(topology)).isEqualTo(before);
      assertThat(topology.greatestRecord).isBetween(1_000, BOUND);
    }
  }

  private static SortedMap<String, String> answers(PoliciesUnderTest topology) {
    SortedMap<String, String> all = new TreeMap<>();
    topology.effects.forEach((key, value) -> all.put(key, HexFormat.of().formatHex(value)));
    topology.ledgers.forEach((key, value) -> all.put(key, HexFormat.of().formatHex(value)));
    return all;
  }

  /** Key of a cell in which a part or two says something else; no key of a cell that stands. */
  private static byte[] key(CellKey good, Random random, int number) {
    String[] parts = good.text().split("\\|", -1);
    String[] odd = {
      "",
      "0",
      "-1",
      "2011",
      "2147483647",
      "-2147483648",
      "1900",
      "99999999999",
      "x",
      "%",
      "%7C",
      "é",
      "x".repeat(3_000),
      "D1",
      "MATHEMATICS"
    };
    parts[3] = "odd-" + number;
    for (int changes = 1 + random.nextInt(2); changes > 0; changes--) {
      int at = random.nextInt(parts.length);
      parts[at] = at == 3 ? parts[3] : odd[random.nextInt(odd.length)];
    }
    byte[] key = String.join("|", parts).getBytes(UTF_8);
    return random.nextInt(10) == 0 ? Arrays.copyOf(key, random.nextInt(key.length)) : key;
  }
}
