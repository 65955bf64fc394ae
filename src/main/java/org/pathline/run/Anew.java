package org.pathline.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.utils.Utils;
import org.pathline.cluster.ClusterException;
import org.pathline.cluster.Connection;

/**
 * Makes a topology forget everything but its results, so that it derives them anew from what it
 * reads; none of its processes may run.
 */
public final class Anew {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final long AGAIN_MILLIS = 1_000;

  private Anew() {}

  /**
   * Deletes the committed offsets, the internal topics and the local state of a topology.
   *
   * @param stateDirectory parent of the local stores, as a {@link Runner} takes it
   * @throws ClusterException when a process still runs it, or Kafka refuses
   */
  public static void prepare(Connection connection, TopologyName topology, Path stateDirectory)
      throws InterruptedException {
    String group = topology.applicationId();
    try (Admin admin = Admin.create(connection.clientSettings())) {
      // First, as it tells whether anybody is at work; without offsets nothing is half done.
      deleteGroup(admin, group);
      List<String> internal =
          admin.listTopics().names().get().stream()
              .filter(name -> name.startsWith(group + "-"))
              .toList();
      admin.deleteTopics(internal).all().get();
      String clusterId = admin.describeCluster().clusterId().get();
      remove(stateDirectory.resolve(clusterId).resolve(group));
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupNotEmptyException) {
        throw new ClusterException(
            "another process runs " + topology + ": stop it, then try again", e);
      }
      throw new ClusterException(
          "cannot prepare "
              + topology
              + " to be derived anew: "
              + FailureKind.rootOf(e).getMessage(),
          e);
    }
  }

  /** A process that was killed is a member for a session timeout more. */
  private static void deleteGroup(Admin admin, String group)
      throws InterruptedException, ExecutionException {
    long began = System.nanoTime();
    while (true) {
      try {
        admin.deleteConsumerGroups(List.of(group)).all().get();
        return;
      } catch (ExecutionException e) {
        if (e.getCause() instanceof GroupIdNotFoundException) {
          return;
        }
        if (!(e.getCause() instanceof GroupNotEmptyException)
            || System.nanoTime() - began > PATIENCE.toNanos()) {
          throw e;
        }
        Thread.sleep(AGAIN_MILLIS);
      }
    }
  }

  private static void remove(Path directory) {
    try {
      Utils.delete(directory.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot remove " + directory + ": " + e.getMessage(), e);
    }
  }
}
