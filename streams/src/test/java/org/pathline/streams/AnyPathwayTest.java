package org.pathline.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.pathway.Pathway;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.oracle.AnyRecord;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.outcomes.OutcomesTopology;
import org.pathline.streams.registry.WireFormat;
import org.pathline.streams.rosters.RostersTopology;
import org.pathline.streams.state.Reprocessing;

/**
 * Pathways that can be decoded and say anything, as no topology of this release writes them: sums
 * go on, and are as before once they are withdrawn.
 */
class AnyPathwayTest {
  private static final int BOUND = 512 * 1024;
  private static final Map<String, List<?>> GOOD =
      Map.of(
          "anchorGrade",
          List.of(Settings.DEFAULT.anchorGrade()),
          "stemList",
          List.of(Settings.DEFAULT.stemList()));
  private static final int ODD = 400;

  @ParameterizedTest
  @ValueSource(longs = {20_261_126, 7})
  void cellsStandAndAreAsBeforeOnceOddPathwaysAreWithdrawn(long seed) {
    comesAndGoes(
        OutcomesTopology.APPLICATION_ID,
        contract -> new OutcomesTopology(contract, new Reprocessing()).get(),
        TopicCatalogue.OUTCOME_CELLS,
        seed);
  }

  @ParameterizedTest
  @ValueSource(longs = {20_261_126, 7})
  void sortingStandsAndIsAsBeforeOnceOddPathwaysAreWithdrawn(long seed) {
    comesAndGoes(
        RostersTopology.APPLICATION_ID,
        contract -> new RostersTopology(SortingRule.DEFAULT, contract, new Reprocessing()).get(),
        TopicCatalogue.SORTING,
        seed);
  }

  private static void comesAndGoes(
      String applicationId, Function<Contract, Topology> topology, Topic result, long seed) {
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    AnyRecord drawing = new AnyRecord(random, GOOD, 25);
    try (OneTopology under = new OneTopology(applicationId, topology)) {
      List<Pathway> neighbours = new ArrayList<>();
      for (int i = 0; i < 30; i++) {
        neighbours.add(DrawnPathways.of("s" + i, "S" + i % 2, List.of("a" + i % 3, "b")));
      }
      neighbours.forEach(under::publish);
      under.settle();
      String before = under.table(result).toString();
      int schemaId = under.contract().id(TopicCatalogue.PATHWAYS);
      List<byte[]> keys = new ArrayList<>();
      for (int i = 0; i < ODD; i++) {
        byte[] body = AnyRecord.body(drawing.of(TopicCatalogue.PATHWAYS.schema(), Map.of()));
        byte[] key = key(random, i);
        keys.add(key);
        under.publish(TopicCatalogue.PATHWAYS, key, WireFormat.value(schemaId, body));
        if (random.nextInt(40) == 0) {
          under.settle();
        }
      }
      under.settle();
      assertThat(under.table(result).toString()).isNotEqualTo(before);
      assertThat(under.setAside().values()).doesNotContain("INTERNAL_ERROR");
      assertThat(under.greatestRecord()).isBetween(1_000, BOUND);
      keys.forEach(key -> under.publish(TopicCatalogue.PATHWAYS, key, null));
      under.settle();
      assertThat(under.setAside()).isEmpty();
      assertThat(under.table(result).toString()).isEqualTo(before);
    }
  }

  private static byte[] key(Random random, int number) {
    byte[] key = ("odd-" + number).getBytes(UTF_8);
    if (random.nextInt(8) == 0) {
      key = new byte[random.nextInt(2_000)];
      random.nextBytes(key);
    }
    return key;
  }
}
