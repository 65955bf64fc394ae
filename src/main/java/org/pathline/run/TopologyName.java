package org.pathline.run;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;
import org.pathline.domain.pathway.Settings;
import org.pathline.domain.sorting.SortingRule;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.streams.Contract;
import org.pathline.streams.outcomes.OutcomesTopology;
import org.pathline.streams.pathways.PathwaysTopology;
import org.pathline.streams.policies.PoliciesTopology;
import org.pathline.streams.policies.Recomputation;
import org.pathline.streams.registry.ContractSchemas;
import org.pathline.streams.rosters.RostersTopology;
import org.pathline.streams.state.Reprocessing;

/** The topologies that can be run, each an application of its own, in the order of their flow. */
public enum TopologyName {
  pathways(
      PathwaysTopology.APPLICATION_ID,
      Stream.concat(
              TopicCatalogue.all().stream()
                  .filter(topic -> topic.owner() == Topic.Owner.PUBLISHERS)
                  .filter(topic -> !topic.equals(TopicCatalogue.POLICIES)),
              Stream.of(TopicCatalogue.ERASURES))
          .toList(),
      rules -> new PathwaysTopology(rules.settings(), rules.contract(), rules.rederivation())),
  outcomes(
      OutcomesTopology.APPLICATION_ID,
      List.of(TopicCatalogue.PATHWAYS),
      rules -> new OutcomesTopology(rules.contract(), rules.rederivation())),
  rosters(
      RostersTopology.APPLICATION_ID,
      List.of(TopicCatalogue.PATHWAYS, TopicCatalogue.POLICIES),
      rules -> new RostersTopology(rules.sorting(), rules.contract(), rules.rederivation())),
  policies(
      PoliciesTopology.APPLICATION_ID,
      List.of(
          TopicCatalogue.OUTCOME_CELLS,
          TopicCatalogue.POLICIES,
          TopicCatalogue.PLANS,
          TopicCatalogue.SORTING),
      rules -> new PoliciesTopology(rules.contract(), rules.recomputation()));

  /** What a topology is built with; each takes what it needs. */
  record Rules(
      Settings settings,
      SortingRule sorting,
      Contract contract,
      Reprocessing rederivation,
      Recomputation recomputation) {}

  /** Buffers before the stores are named so, and have no changelog. */
  private static final String IN_MEMORY = "pending-";

  private final String applicationId;
  private final List<Topic> sources;
  private final Function<Rules, Supplier<Topology>> topology;

  TopologyName(
      String applicationId, List<Topic> sources, Function<Rules, Supplier<Topology>> topology) {
    this.applicationId = applicationId;
    this.sources = sources;
    this.topology = topology;
  }

  /** Application id, which is also the consumer group. */
  public String applicationId() {
    return applicationId;
  }

  /** Its sub-topologies with their sources, stores and sinks; asks nobody. */
  public TopologyDescription description() {
    Contract nobody = Contract.of(ContractSchemas.ofNoRegistry(), 1);
    return topology(
            new Rules(
                Settings.DEFAULT,
                SortingRule.DEFAULT,
                nobody,
                new Reprocessing(),
                new Recomputation(Recomputation.EVERY)))
        .describe();
  }

  /** Topics that Kafka Streams keeps for it: changelogs of its stores, and repartitions. */
  public Set<String> internalTopics() {
    Set<String> topics = new TreeSet<>();
    for (TopologyDescription.Subtopology each : description().subtopologies()) {
      for (TopologyDescription.Node node : each.nodes()) {
        if (node instanceof TopologyDescription.Processor processor) {
          processor.stores().stream()
              .filter(store -> !store.startsWith(IN_MEMORY))
              .forEach(store -> topics.add(applicationId + "-" + store + "-changelog"));
        } else if (node instanceof TopologyDescription.Source source) {
          source.topicSet().stream()
              .filter(topic -> topic.endsWith("-repartition"))
              .forEach(topic -> topics.add(applicationId + "-" + topic));
        }
      }
    }
    return topics;
  }

  /** Every topic of the contract, and what Kafka Streams keeps for some topologies. */
  public static Set<String> allTopics(Collection<TopologyName> topologies) {
    Set<String> topics = new TreeSet<>();
    TopicCatalogue.all().forEach(topic -> topics.add(topic.name()));
    topologies.forEach(topology -> topics.addAll(topology.internalTopics()));
    return topics;
  }

  /**
   * Changelogs of what has been counted, each entry committed together with the input it is of: to
   * read that input again would count it twice where records within the topology are still there.
   * None where everything may be read again.
   */
  Set<String> countedTopics() {
    return switch (this) {
      case outcomes -> Set.of(applicationId + "-" + OutcomesTopology.CONTRIBUTIONS + "-changelog");
      case rosters -> Set.of(applicationId + "-" + RostersTopology.SEATS + "-changelog");
      case pathways, policies -> Set.of();
    };
  }

  /** Topics of the contract that the topology reads. */
  List<Topic> sources() {
    return sources;
  }

  Topology topology(Rules rules) {
    return topology.apply(rules).get();
  }
}
