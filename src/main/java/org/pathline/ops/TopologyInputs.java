package org.pathline.ops;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.kafka.streams.TopologyDescription;
import org.pathline.run.TopologyName;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;

/**
 * What a topology reads and writes, as far as it shows on Kafka.
 *
 * @param topology name of the topology
 * @param applicationId application id, which is the consumer group
 * @param parts its sub-topologies
 * @param outputs topics of results that it writes
 */
public record TopologyInputs(
    String topology, String applicationId, List<Part> parts, SortedSet<String> outputs) {
  private static final Set<Topic> OF_BAD_RECORDS =
      Set.of(
          TopicCatalogue.DEAD_LETTERS,
          TopicCatalogue.REJECTIONS,
          TopicCatalogue.SET_ASIDE,
          TopicCatalogue.DOUBTS);

  /**
   * One sub-topology.
   *
   * @param subtopology its number
   * @param sources topics that it reads, those of repartitions with the application id before them
   */
  public record Part(String subtopology, SortedSet<String> sources) {}

  /** What one of the program's topologies reads and writes; asks nobody. */
  public static TopologyInputs of(TopologyName topology) {
    Set<String> contract =
        TopicCatalogue.all().stream()
            .filter(topic -> !OF_BAD_RECORDS.contains(topic))
            .map(Topic::name)
            .collect(Collectors.toSet());
    List<Part> parts = new ArrayList<>();
    SortedSet<String> outputs = new TreeSet<>();
    for (TopologyDescription.Subtopology each : topology.description().subtopologies()) {
      SortedSet<String> sources = new TreeSet<>();
      for (TopologyDescription.Node node : each.nodes()) {
        if (node instanceof TopologyDescription.Source source) {
          source.topicSet().stream()
              .map(name -> contract.contains(name) ? name : topology.applicationId() + "-" + name)
              .forEach(sources::add);
        } else if (node instanceof TopologyDescription.Sink sink
            && sink.topic() != null
            && contract.contains(sink.topic())) {
          outputs.add(sink.topic());
        }
      }
      parts.add(new Part(Integer.toString(each.id()), sources));
    }
    return new TopologyInputs(
        topology.name(), topology.applicationId(), List.copyOf(parts), outputs);
  }

  /** Every topic that it reads. */
  Set<String> sources() {
    return parts.stream().flatMap(part -> part.sources().stream()).collect(Collectors.toSet());
  }
}
