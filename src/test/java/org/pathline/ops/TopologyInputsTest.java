package org.pathline.ops;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/** Topologies are described without a broker and a registry. */
class TopologyInputsTest {
  @Test
  void pathwaysHasItsRepartitionTopicsInTheirSubtopologies() {
    TopologyInputs shape = TopologyInputs.of(TopologyName.pathways);
    List<String> internal =
        shape.parts().stream()
            .flatMap(part -> part.sources().stream().map(name -> part.subtopology() + " " + name))
            .filter(each -> each.contains("-repartition"))
            .toList();
    assertThat(internal)
        .containsExactly(
            "0 pathline-pathways-v1-erased-students-repartition",
            "0 pathline-pathways-v1-resolutions-repartition",
            "0 pathline-pathways-v1-transfers-repartition",
            "2 pathline-pathways-v1-erased-links-repartition",
            "2 pathline-pathways-v1-links-repartition");
    assertThat(shape.sources()).contains(TopicCatalogue.IDENTITIES.name());
    assertThat(shape.outputs())
        .containsExactly(TopicCatalogue.MILESTONES.name(), TopicCatalogue.PATHWAYS.name());
  }

  @ParameterizedTest
  @EnumSource(TopologyName.class)
  void everyTopologyReadsSomethingAndWritesATopicOfTheContract(TopologyName topology) {
    TopologyInputs shape = TopologyInputs.of(topology);
    assertThat(shape.parts()).isNotEmpty().allMatch(part -> !part.sources().isEmpty());
    assertThat(shape.outputs()).isNotEmpty();
    assertThat(TopicCatalogue.all().stream().map(Topic::name)).containsAll(shape.outputs());
  }
}
