package org.pathline.bench;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.utils.Bytes;
import org.pathline.cluster.Connection;
import org.pathline.schemas.Topic;
import org.pathline.schemas.TopicCatalogue;
import org.pathline.topics.TopicReader;

/**
 * How often each pathway and each cell was written, on average.
 *
 * @param timesPerPathway records of the pathways' topic by its keys
 * @param timesPerCell the same of outcome cells
 */
record Written(double timesPerPathway, double timesPerCell) {

  static Written all(Connection connection) {
    try (TopicReader reader = new TopicReader(connection)) {
      return new Written(
          timesPerKey(reader, TopicCatalogue.PATHWAYS),
          timesPerKey(reader, TopicCatalogue.OUTCOME_CELLS));
    }
  }

  private static double timesPerKey(TopicReader reader, Topic topic) {
    Set<Bytes> keys = new HashSet<>();
    long[] records = {0};
    reader.read(
        topic.name(),
        each -> {
          records[0]++;
          keys.add(Bytes.wrap(each.key()));
        });
    return keys.isEmpty() ? 0 : (double) records[0] / keys.size();
  }

  /** Bytes of changelogs on the brokers' disks, as compressed there. */
  static long changelogBytes(Connection connection, Predicate<String> topics)
      throws InterruptedException, ExecutionException {
    try (Admin admin = Admin.create(connection.clientSettings())) {
      List<Integer> brokers = admin.describeCluster().nodes().get().stream().map(Node::id).toList();
      return admin.describeLogDirs(brokers).allDescriptions().get().values().stream()
          .flatMap(directories -> directories.values().stream())
          .flatMap(directory -> directory.replicaInfos().entrySet().stream())
          .filter(replica -> topics.test(replica.getKey().topic()))
          .mapToLong(replica -> replica.getValue().size())
          .sum();
    }
  }
}
