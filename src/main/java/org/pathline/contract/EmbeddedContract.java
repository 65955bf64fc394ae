package org.pathline.contract;

import org.apache.kafka.clients.admin.Admin;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * The contract of a cluster that belongs to this program alone: what is missing is simply created.
 *
 * <p>On anybody's own cluster topics and schemas are an operator's decision, made with the commands
 * {@code topics} and {@code schemas}.
 */
public final class EmbeddedContract {
  private EmbeddedContract() {}

  /**
   * Creates missing topics and registers missing schemas.
   *
   * @throws ClusterException when the cluster does not answer or topics do not fit together
   */
  public static void ensure(Connection connection) {
    try (Admin admin = TopicContract.admin(connection)) {
      new TopicContract(admin).apply(TopicContract.Mode.CREATE);
    }
    new SchemaContract(connection.registryClient()).register();
  }
}
