package org.pathline.ops;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.TopicDescription;
import org.jspecify.annotations.Nullable;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.BadRecords;
import org.pathline.topics.DoubtTopic;
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

  private static final int PATIENCE_MILLIS = 10_000;

  /**
   * Asks the cluster.
   *
   * @throws ClusterException when it does not answer
   */
  public static ClusterSurvey take(Connection connection) throws InterruptedException {
    Map<String, Integer> partitions = new LinkedHashMap<>();
    String clusterId;
    int brokers;
    Map<String, Object> settings = connection.clientSettings();
    settings.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MILLIS);
    try (Admin admin = Admin.create(settings)) {
      clusterId = admin.describeCluster().clusterId().get();
      brokers = admin.describeCluster().nodes().get().size();
      Set<String> existing = admin.listTopics().names().get();
      Map<String, TopicDescription> found =
          new TreeMap<>(
              admin
                  .describeTopics(
                      TopicCatalogue.all().stream()
                          .map(Topic::name)
                          .filter(existing::contains)
                          .toList())
                  .allTopicNames()
                  .get());
      for (Topic topic : TopicCatalogue.all()) {
        TopicDescription description = found.get(topic.name());
        partitions.put(topic.name(), description == null ? null : description.partitions().size());
      }
    } catch (ExecutionException e) {
      throw new ClusterException(
          "Kafka at " + connection.bootstrapServers() + " does not answer: " + e.getCause(), e);
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
