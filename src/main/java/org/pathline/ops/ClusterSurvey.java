package org.pathline.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.BadRecords;
import org.pathline.topics.DoubtTopic;
import org.pathline.topics.OffsetReader;
import org.pathline.topics.SetAsideTopic;

/**
 * What {@code pathline status} found out about a cluster that answers.
 *
 * @param clusterId Kafka's id of the cluster
 * @param brokers how many brokers are up
 * @param subjects how many subjects the registry holds
 * @param partitions number of partitions per topic of the catalogue, null for a missing topic
 * @param badRecords counts of the topics of bad input that exist
 * @param setAside what is left out of results, null without its topic
 * @param doubts what is doubted in the facts that stand, null without its topic
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record ClusterSurvey(
    String clusterId,
    int brokers,
    int subjects,
    Map<String, Integer> partitions,
    Map<String, BadRecords> badRecords,
    @Nullable SetAsideSummary setAside,
    @Nullable DoubtSummary doubts) {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  /**
   * Asks the cluster.
   *
   * @throws ClusterException when it does not answer
   */
  public static ClusterSurvey take(Connection connection) {
    Map<String, Integer> partitions = new LinkedHashMap<>();
    TopicCatalogue.all().forEach(topic -> partitions.put(topic.name(), null));
    String clusterId;
    int brokers;
    try (OffsetReader kafka = new OffsetReader(connection, "pathline-status", PATIENCE)) {
      clusterId = kafka.answer(kafka.admin().describeCluster().clusterId());
      brokers = kafka.answer(kafka.admin().describeCluster().nodes()).size();
      Set<String> known = new HashSet<>(kafka.topics());
      known.retainAll(partitions.keySet());
      kafka
          .partitions(known)
          .forEach(partition -> partitions.merge(partition.topic(), 1, Integer::sum));
    }
    int subjects = connection.subjects();
    Map<String, BadRecords> badRecords = new LinkedHashMap<>();
    for (Topic topic : new Topic[] {TopicCatalogue.DEAD_LETTERS, TopicCatalogue.REJECTIONS}) {
      if (partitions.get(topic.name()) != null) {
        badRecords.put(topic.name(), BadRecords.count(connection, topic.name()));
      }
    }
    SetAsideSummary setAside = SetAsideTopic.read(connection).map(SetAsideSummary::of).orElse(null);
    DoubtSummary doubts = DoubtTopic.read(connection).map(DoubtSummary::of).orElse(null);
    return new ClusterSurvey(
        clusterId, brokers, subjects, partitions, badRecords, setAside, doubts);
  }
}
