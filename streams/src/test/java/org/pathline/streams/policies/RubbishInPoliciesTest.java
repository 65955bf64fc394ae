package org.pathline.streams.policies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.registry.WireFormat;

/** Bytes that are no cells and no policies, where both are read. */
class RubbishInPoliciesTest {
  private static final long SEED = 20_261_126L;
  private static final int ROUNDS = 200;

  @Test
  void rubbishOnBothTopicsIsReadOverAndNothingComesOfIt(@TempDir Path directory) {
    System.out.println("seed " + SEED);
    Random random = new Random(SEED);
    try (PoliciesUnderTest topology = new PoliciesUnderTest(directory)) {
      topology.settle();
      for (int i = 0; i < ROUNDS; i++) {
        for (Topic topic : List.of(TopicCatalogue.OUTCOME_CELLS, TopicCatalogue.POLICIES)) {
          byte[] body = new byte[random.nextInt(3) == 0 ? 100_000 : random.nextInt(40)];
          random.nextBytes(body);
          byte[] value =
              random.nextBoolean()
                  ? body
                  : WireFormat.value(topology.contract.schemas().idOf(topic), body);
          topology.publish(topic, ("hostile-" + i).getBytes(UTF_8), value);
        }
      }
      topology.settle();
      assertThat(topology.effects).isEmpty();
      assertThat(topology.ledgers).isEmpty();
      // That policies are no policies, the topology of rosters tells.
      assertThat(topology.deadLetters()).hasSize(ROUNDS);
    }
  }
}
