package org.pathline.proof;

import static org.assertj.core.api.Assertions.assertThat;

import io.confluent.kafka.schemaregistry.avro.AvroSchemaProvider;
import io.confluent.kafka.schemaregistry.client.MockSchemaRegistryClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.Topology;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.streams.Contract;
import org.pathline.streams.outcomes.OutcomesTopology;
import org.pathline.streams.pathways.PathwaysTopology;
import org.pathline.streams.policies.PoliciesTopology;
import org.pathline.streams.policies.Recomputation;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.rosters.RostersTopology;
import org.pathline.streams.state.Reprocessing;

/** Each topology is the one that is on file; to change one is a decision. */
class GoldenTopologiesTest {
  private static final Path GOLDEN = Path.of("src", "test", "resources", "topologies");

  /**
   * What Kafka Streams calls whatever has no name. Its own setting that enforces names is read only
   * by a builder that was given a {@code TopologyConfig}, and neither the driver nor {@code
   * KafkaStreams} looks at it.
   */
  private static final Pattern NUMBERED = Pattern.compile("K(STREAM|TABLE)-|-[0-9]{10}");

  @ParameterizedTest
  @ValueSource(strings = {"pathways", "outcomes", "rosters", "policies"})
  void theTopologyIsTheOneOnFile(String name) throws IOException {
    String description = topology(name).describe().toString();
    Path file = GOLDEN.resolve(name + ".txt");
    if (Boolean.getBoolean("golden.update")) {
      Files.createDirectories(GOLDEN);
      Files.writeString(file, description);
    }
    assertThat(description)
        .as(
            "topology '%s' differs from %s. Its stores and internal topics may no longer fit a"
                + " running application: write an upgrade note, then rewrite the file with"
                + " -Dgolden.update=true",
            name, file)
        .isEqualTo(Files.readString(file));
  }

  @ParameterizedTest
  @ValueSource(strings = {"pathways", "outcomes", "rosters", "policies"})
  void everyNodeStoreAndInternalTopicHasANameOfItsOwn(String name) {
    assertThat(topology(name).describe().toString()).doesNotContainPattern(NUMBERED);
  }

  @Test
  void aNodeWithoutANameIsNoticed() {
    StreamsBuilder builder = new StreamsBuilder();
    builder.stream("in").repartition().to("out");
    assertThat(builder.build().describe().toString()).containsPattern(NUMBERED);
  }

  private static Topology topology(String name) {
    Contract contract =
        Contract.of(
            new ContractSchemas(new MockSchemaRegistryClient(List.of(new AvroSchemaProvider()))),
            6);
    return switch (name) {
      case "pathways" -> new PathwaysTopology(Settings.DEFAULT, contract, new Reprocessing()).get();
      case "outcomes" -> new OutcomesTopology(contract, new Reprocessing()).get();
      case "policies" ->
          new PoliciesTopology(contract, new Recomputation(Recomputation.EVERY)).get();
      default -> new RostersTopology(SortingRule.DEFAULT, contract, new Reprocessing()).get();
    };
  }
}
